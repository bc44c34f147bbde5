package dev.latchkey.session;

import dev.latchkey.platform.RootSecret;
import dev.latchkey.platform.RootSecret.DerivedKey;
import dev.latchkey.platform.RootSecret.Purpose;
import dev.latchkey.session.GrantId.Kind;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;

/**
 * Writes and reads refresh tokens. A token is a prefix of four characters that tells the kind of its grant ({@link Kind}), and the
 * base64url of the grant's id (16 bytes), the generation (4) and an HMAC-SHA-256 (32) over all three. No part of a token is stored. The
 * same generation always has the same token, so a successor whose answer was lost can be issued again. Immutable and safe for use by
 * several threads.
 */
@Singleton
class RefreshTokens {

    private static final String MAC = "HmacSHA256";
    private static final int PREFIX_CHARACTERS = 4;
    private static final int NAMED_BYTES = 20;
    private static final int TOKEN_BYTES = NAMED_BYTES + 32;
    private static final int TOKEN_CHARACTERS = PREFIX_CHARACTERS + 70;

    /** Newest first. */
    private final List<DerivedKey> keys;

    RefreshTokens(RootSecret secret) {
        this.keys = secret.all(Purpose.REFRESH_TOKEN);
    }

    /** What a genuine token contains: its grant, and the number of refreshes before it. */
    record Presented(GrantId grant, int generation) {}

    String write(GrantId grant, int generation) {
        byte[] named = ByteBuffer.allocate(NAMED_BYTES)
                .putLong(grant.id().getMostSignificantBits())
                .putLong(grant.id().getLeastSignificantBits())
                .putInt(generation)
                .array();
        byte[] token = Arrays.copyOf(named, TOKEN_BYTES);
        byte[] mac = mac(keys.get(0), grant.kind(), named);
        System.arraycopy(mac, 0, token, NAMED_BYTES, TOKEN_BYTES - NAMED_BYTES);
        return grant.kind().tokenPrefix() + encode(token);
    }

    /** Reads any text that a caller sent; empty if it is not a genuine token. */
    Optional<Presented> read(String text) {
        return Arrays.stream(Kind.values())
                .filter(kind -> text.startsWith(kind.tokenPrefix()))
                .findFirst()
                .flatMap(kind ->
                        decode(text).filter(token -> isGenuine(kind, token)).map(token -> presented(kind, token)));
    }

    private static Presented presented(Kind kind, byte[] token) {
        ByteBuffer named = ByteBuffer.wrap(token);
        return new Presented(new GrantId(kind, new UUID(named.getLong(), named.getLong())), named.getInt());
    }

    private boolean isGenuine(Kind kind, byte[] token) {
        byte[] named = Arrays.copyOf(token, NAMED_BYTES);
        byte[] given = Arrays.copyOfRange(token, NAMED_BYTES, TOKEN_BYTES);
        return keys.stream().anyMatch(key -> MessageDigest.isEqual(mac(key, kind, named), given));
    }

    /** Accepts exactly one text for each token: encodings that the decoder would tolerate are refused. */
    private static Optional<byte[]> decode(String text) {
        if (text.length() != TOKEN_CHARACTERS) {
            return Optional.empty();
        }
        String encoded = text.substring(PREFIX_CHARACTERS);
        try {
            byte[] token = Base64.getUrlDecoder().decode(encoded);
            return Optional.of(token).filter(bytes -> encode(bytes).equals(encoded));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not base64url: expected of any caller
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Covers the prefix, so that a token of another form cannot be used as one of this form. */
    private static byte[] mac(DerivedKey key, Kind kind, byte[] named) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key.key(MAC));
            mac.update(kind.tokenPrefix().getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(named);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }
}
