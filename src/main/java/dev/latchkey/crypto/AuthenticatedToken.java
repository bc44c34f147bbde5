package dev.latchkey.crypto;

import dev.latchkey.crypto.RootSecret.DerivedKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A form of opaque tokens that are not stored: a prefix, and the base64url of a content of fixed length and an HMAC-SHA-256 (32 bytes) over
 * prefix, content and a context that is not in the token. The prefix is in the MAC, so that a token of one form cannot be used as one of
 * another. Immutable and safe for use by several threads.
 */
public final class AuthenticatedToken {

    private final String prefix;
    private final int contentBytes;
    private final int characters;
    private final List<DerivedKey> keys;

    /**
     * Defines a form.
     *
     * @param prefix ASCII characters that no other form begins with
     * @param contentBytes the length of the content
     * @param keys the keys of the MAC, newest first; all of them are accepted
     */
    public AuthenticatedToken(String prefix, int contentBytes, List<DerivedKey> keys) {
        this.prefix = prefix;
        this.contentBytes = contentBytes;
        this.characters = prefix.length() + (8 * (contentBytes + Hmac.SHA_256_BYTES) + 5) / 6;
        this.keys = keys;
    }

    /**
     * Writes a token under the newest key.
     *
     * @param content as long as the form says
     * @return the token, the same for the same content
     */
    public String write(byte[] content) {
        return text(content, plain(keys.get(0), content));
    }

    /**
     * Writes a token that is valid in a context only.
     *
     * @param content as long as the form says
     * @param context what must be the same when it is read, of any length
     * @return the token
     */
    public String write(byte[] content, byte[] context) {
        return text(content, framed(keys.get(0), content, context));
    }

    /**
     * Reads a token without a context.
     *
     * @param text any text that a caller sent
     * @return the content; empty if the text is not a token of this form that one of the keys has made
     */
    public Optional<byte[]> read(String text) {
        return read(text, this::plain);
    }

    /**
     * Reads a token in a context.
     *
     * @param text any text that a caller sent
     * @param context as it was written
     * @return the content; empty if the text is not a token of this form that one of the keys has made for this context
     */
    public Optional<byte[]> read(String text, byte[] context) {
        return read(text, (key, content) -> framed(key, content, context));
    }

    /**
     * Returns whether a text has the form, without the check of its MAC.
     *
     * @param text any text
     * @return whether its prefix and its length are right
     */
    public boolean isLike(String text) {
        return text.length() == characters && text.startsWith(prefix);
    }

    private byte[] plain(DerivedKey key, byte[] content) {
        return Hmac.SHA_256.of(key, prefix.getBytes(StandardCharsets.US_ASCII), content);
    }

    private byte[] framed(DerivedKey key, byte[] content, byte[] context) {
        return Hmac.SHA_256.ofFramed(key, prefix.getBytes(StandardCharsets.US_ASCII), content, context);
    }

    private Optional<byte[]> read(String text, BiFunction<DerivedKey, byte[], byte[]> code) {
        return decode(text).flatMap(token -> {
            byte[] content = Arrays.copyOf(token, contentBytes);
            byte[] mac = Arrays.copyOfRange(token, contentBytes, token.length);
            boolean genuine = keys.stream().anyMatch(key -> MessageDigest.isEqual(code.apply(key, content), mac));
            return genuine ? Optional.of(content) : Optional.empty();
        });
    }

    private String text(byte[] content, byte[] mac) {
        if (content.length != contentBytes) {
            throw new IllegalArgumentException("a token of this form has " + contentBytes + " bytes");
        }
        byte[] token = Arrays.copyOf(content, contentBytes + mac.length);
        System.arraycopy(mac, 0, token, contentBytes, mac.length);
        return prefix + encode(token);
    }

    /** Accepts the canonical encoding only, so that a token has one text. */
    private Optional<byte[]> decode(String text) {
        if (!isLike(text)) {
            return Optional.empty();
        }
        String encoded = text.substring(prefix.length());
        try {
            byte[] token = Base64.getUrlDecoder().decode(encoded);
            return Optional.of(token).filter(bytes -> encode(bytes).equals(encoded));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not base64url: callers may send any text
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
