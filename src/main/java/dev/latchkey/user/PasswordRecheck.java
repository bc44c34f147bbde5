package dev.latchkey.user;

import dev.latchkey.user.Users.Credentials;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Repeats the check of a password whose stored form was replaced between the check and the transaction that relies on it. A concurrent
 * login of the same user stores a better hash, and imported hashes are encrypted anew; the password stays the same. Only another
 * comparison tells that from a changed password, which is refused: two bcrypt hashes of one password have nothing in common. Stateless.
 */
public final class PasswordRecheck {

    /** An imported hash is encrypted anew, then replaced by one of Latchkey's, then by one under the next pepper. */
    private static final int MOST_CHECKS = 4;

    private PasswordRecheck() {}

    /**
     * Checks, and checks again while what is stored is replaced.
     *
     * @param read what the password is compared with first; empty for an unknown user
     * @param again reads it again; empty if the user may no longer sign in
     * @param check compares the password, then does in one transaction what relies on it; throws if the password is wrong, returns empty if
     *     what is stored is no longer what was compared, or the user may no longer sign in
     * @return what the check returned; empty if the password no longer holds
     */
    public static <T> Optional<T> whileReplaced(
            Optional<Credentials> read,
            Function<Credentials, Optional<Credentials>> again,
            Function<Optional<Credentials>, Optional<T>> check) {
        Optional<Credentials> compared = read;
        Optional<T> done = check.apply(compared);
        for (int checks = 1; done.isEmpty() && checks < MOST_CHECKS; checks++) {
            Optional<Credentials> replaced = compared.flatMap(before ->
                    again.apply(before).filter(now -> !Objects.equals(now.passwordHash(), before.passwordHash())));
            if (replaced.isEmpty()) {
                return Optional.empty();
            }
            compared = replaced;
            done = check.apply(compared);
        }
        return done;
    }
}
