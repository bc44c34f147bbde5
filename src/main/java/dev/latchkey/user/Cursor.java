package dev.latchkey.user;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The end of a page of users, where the next page starts. It stays valid when users are added or deleted between the pages.
 *
 * @param byEmail true if the page ended among the matches by address, which follow the matches by name
 * @param key folded name or address of the last user
 * @param id id of the last user
 */
public record Cursor(boolean byEmail, String key, UUID id) {

    private static final int ID_LENGTH = 36;

    /**
     * Parses the text form of a cursor.
     *
     * @param text what the caller sent, any text
     * @return empty if {@link #text()} cannot have returned this text
     */
    public static Optional<Cursor> parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            char kind = plain.charAt(0);
            UUID id = UUID.fromString(plain.substring(1, 1 + ID_LENGTH));
            Cursor cursor = new Cursor(kind == 'e', plain.substring(1 + ID_LENGTH), id);
            // only the canonical form is accepted: no U+0000 and no invalid UTF-8
            return cursor.text().equals(text) && plain.indexOf('\0') < 0 ? Optional.of(cursor) : Optional.empty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the form for callers, which is opaque to them.
     *
     * @return base64url
     */
    public String text() {
        String plain = (byEmail ? "e" : "n") + id + key;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
