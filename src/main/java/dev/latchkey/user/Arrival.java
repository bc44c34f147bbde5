package dev.latchkey.user;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A newcomer with the keys that must be unique.
 *
 * @param id the id of the new user
 * @param person the newcomer
 * @param nameKey key of the user name
 * @param skeletons skeletons of the user name
 * @param emailKey key of the e-mail address, if there is one
 * @param importKey key of the imported line
 */
record Arrival(
        UUID id,
        Newcomer person,
        String nameKey,
        Set<String> skeletons,
        @Nullable String emailKey,
        UUID importKey) {

    static Arrival of(UUID id, Newcomer person) {
        String name = Names.key(person.username());
        String email = person.email() == null ? null : Names.key(person.email());
        return new Arrival(
                id,
                person,
                name,
                LookAlikes.skeletons(person.username()),
                email,
                importKey(name, person.passwordHash()));
    }

    /**
     * The first half of SHA-256 over the name's key and the other system's hash. That hash is salted, so the key does not help to guess a
     * password.
     */
    private static UUID importKey(String nameKey, @Nullable String passwordHash) {
        try {
            byte[] text = (nameKey + "\0" + passwordHash).getBytes(StandardCharsets.UTF_8);
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text));
            return new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
