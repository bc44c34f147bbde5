package dev.latchkey.user;

import java.util.Optional;
import java.util.function.Function;

/**
 * Repeats the check of a credential whose stored form was replaced between the check and the transaction that relies on it. A concurrent
 * login of the same user stores a better hash, and imported hashes are encrypted anew; the password stays the same. Only another
 * comparison tells that from a changed password, which is refused: two bcrypt hashes of one password have nothing in common. Stateless.
 */
public final class CredentialRecheck {

    /** An imported hash is encrypted anew, then replaced by one of Latchkey's, then by one under the next pepper. */
    private static final int MOST_CHECKS = 4;

    private CredentialRecheck() {}

    /**
     * Checks, and checks again while what is stored is replaced.
     *
     * @param read what is compared first; empty for an unknown user
     * @param replacement reads what has replaced it; empty if nothing has, or the user may no longer sign in
     * @param check compares, then does in one transaction what relies on it; throws if the credential is wrong, returns empty if what is
     *     stored is no longer what was compared, or the user may no longer sign in
     * @param <C> what is compared
     * @param <T> what the check returns
     * @return what the check returned; empty if the credential no longer holds
     */
    public static <C, T> Optional<T> whileReplaced(
            Optional<C> read, Function<C, Optional<C>> replacement, Function<Optional<C>, Optional<T>> check) {
        Optional<C> compared = read;
        Optional<T> done = check.apply(compared);
        for (int checks = 1; done.isEmpty() && checks < MOST_CHECKS; checks++) {
            Optional<C> replaced = compared.flatMap(replacement);
            if (replaced.isEmpty()) {
                return Optional.empty();
            }
            compared = replaced;
            done = check.apply(compared);
        }
        return done;
    }
}
