package dev.latchkey.user;

import dev.latchkey.name.LookAlikes;
import dev.latchkey.name.Names;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user to import, with the keys that must be unique.
 *
 * @param id the id of the new user
 * @param user the user
 * @param nameKey key of the user name
 * @param skeletons skeletons of the user name
 * @param emailKey key of the e-mail address, if there is one
 * @param importKey key of the imported line
 */
record ImportCandidate(
        UUID id,
        ImportedUser user,
        String nameKey,
        Set<String> skeletons,
        @Nullable String emailKey,
        UUID importKey) {

    static ImportCandidate of(UUID id, ImportedUser user) {
        String name = Names.key(user.username());
        String email = user.email() == null ? null : Names.key(user.email());
        return new ImportCandidate(
                id, user, name, LookAlikes.skeletons(user.username()), email, importKey(name, user.passwordHash()));
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
