package dev.latchkey.user;

import java.util.Optional;
import java.util.function.Function;

/**
 * Repeats the check of a credential whose stored form was replaced between the check and the transaction that relies on it. This happens
 * without a change of the password: a concurrent login stores a better hash, or an imported hash is encrypted again. A second comparison is
 * needed to distinguish this from a changed password, which is refused: two bcrypt hashes of one password have nothing in common.
 * Stateless.
 */
public final class CredentialRecheck {

    /** An imported hash is encrypted again, then replaced by one of Latchkey's, then by one under the next pepper. */
    private static final int MOST_CHECKS = 4;

    private CredentialRecheck() {}

    /**
     * Checks the credential, and repeats the check as long as its stored form was replaced.
     *
     * @param read the stored form to compare first; empty for an unknown user
     * @param replacement reads the form that replaced a given one; empty if it was not replaced or the user may no longer sign in
     * @param check compares, then does the dependent work in one transaction; throws if the credential is wrong; returns empty if the
     *     stored form is no longer the compared one or the user may no longer sign in
     * @param <C> type of the stored form
     * @param <T> result type of the check
     * @return the result of the check; empty if the credential is no longer valid
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
