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
 * Writes and reads refresh tokens: a prefix of four characters that says which kind of grant it belongs to ({@link Kind}), and the
 * base64url of the grant's id (16 bytes), generation (4) and HMAC-SHA-256 (32) over all three. Nothing of a token is stored, and the
 * same generation always has the same token, so a successor that was lost can be given again. Immutable and safe for use by several
 * threads.
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

    /** What a token of ours names: the grant, and how many refreshes came before it. */
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

    /** Reads what a caller sent, any text; empty if it is not a token of ours. */
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

    /** One token has one text: what the decoder would forgive is refused. */
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

    /** The prefix is under the MAC: a token of another form can never pass for one of this. */
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
