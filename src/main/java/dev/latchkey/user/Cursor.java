package dev.latchkey.user;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a page of people ended, so that the next one goes on behind it, whoever has come or gone since.
 *
 * @param byEmail whether those whose name matches are done, and those whose address does are next
 * @param key the last one's folded name or address
 * @param id the last one's id
 */
public record Cursor(boolean byEmail, String key, UUID id) {

    private static final int ID_LENGTH = 36;

    /**
     * Reads one.
     *
     * @param text what the caller sent, any text
     * @return empty if {@link #text()} never gave it
     */
    public static Optional<Cursor> parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            char kind = plain.charAt(0);
            UUID id = UUID.fromString(plain.substring(1, 1 + ID_LENGTH));
            Cursor cursor = new Cursor(kind == 'e', plain.substring(1 + ID_LENGTH), id);
            // nothing that is written otherwise goes further: not U+0000, not what is no UTF-8
            return cursor.text().equals(text) && plain.indexOf('\0') < 0 ? Optional.of(cursor) : Optional.empty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /**
     * The form for callers, who should not look into it.
     *
     * @return base64url
     */
    public String text() {
        String plain = (byEmail ? "e" : "n") + id + key;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
