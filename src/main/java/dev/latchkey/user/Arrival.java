package dev.latchkey.user;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A newcomer with what makes them unique.
 *
 * @param id the id they will have
 * @param person who
 * @param nameKey of the name
 * @param skeletons what the name looks like
 * @param emailKey of the address, if there is one
 * @param importKey of the line that they come from
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

    /** Half of a hash: the other system's hash, which it is made from, has a salt, so that nothing can be guessed by it. */
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
