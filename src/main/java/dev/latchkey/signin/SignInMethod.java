package dev.latchkey.signin;

import dev.latchkey.capacity.Priority;
import java.util.Optional;

/**
 * A method that proves who a user is, for example by password. It is responsible for the proof only: {@link SignIn} calls its parts in
 * order, counts the attempt before, and completes the sign-in after. An instance is for one sign-in.
 *
 * @param <C> what the proof is compared with
 */
public interface SignInMethod<C> {

    /**
     * Reserves what the comparison will need, before any other work for the caller, and refuses the caller if nothing is free.
     *
     * @param priority the caller's priority
     * @return the reserved comparison, to be closed when the sign-in is over
     * @throws dev.latchkey.problem.ProblemException {@code busy}
     */
    Verification<C> begin(Priority priority);

    /**
     * Finds the user whom an identifier names, in one short read. It takes the same time whether or not the user exists.
     *
     * @param identifier what the caller typed, any text
     * @return empty if no such user may sign in
     */
    Optional<Candidate<C>> find(String identifier);

    /**
     * Reads what has replaced a user's credential since it was found; it may be the same credential in another form. Called after the
     * completion has found that the credential was replaced.
     *
     * @param before the user whom the proof was compared with
     * @return empty if nothing has replaced it, or the user may no longer sign in; the proof is then no longer valid
     */
    default Optional<Candidate<C>> replacement(Candidate<C> before) {
        return Optional.empty();
    }

    /**
     * The comparison of a proof with a credential.
     *
     * @param <C> what the proof is compared with
     */
    interface Verification<C> extends AutoCloseable {

        /**
         * Compares what the caller has sent. It holds no database connection, and does the same work without a candidate.
         *
         * @param candidate the user whom the identifier names, if there is one
         * @return empty if the proof is wrong, or there is no candidate
         * @throws dev.latchkey.problem.ProblemException {@code busy}
         */
        Optional<Authenticated> verify(Optional<Candidate<C>> candidate);

        /** Gives back what {@code begin} reserved. */
        @Override
        void close();
    }
}
