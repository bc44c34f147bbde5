package dev.latchkey.signin;

import dev.latchkey.capacity.Priority;
import java.util.Optional;

/**
 * One way to prove who a user is: by password, say. It answers for the proof only; {@link SignIn} calls its parts in order, counts the
 * attempt before, and completes the sign-in after. An instance is for one sign-in.
 *
 * @param <C> what the proof is compared with
 */
public interface SignInMethod<C> {

    /**
     * Takes what the comparison will need, before anything else is done for the caller, who may have to hear that there is none.
     *
     * @param priority which callers go first
     * @return to be closed when the sign-in is over
     * @throws dev.latchkey.problem.ProblemException {@code busy}
     */
    Verification<C> begin(Priority priority);

    /**
     * Finds the user whom an identifier names. One short read, which takes the same time whether there is one or not.
     *
     * @param identifier what was typed, any text
     * @return empty if there is none who may sign in
     */
    Optional<Candidate<C>> find(String identifier);

    /**
     * Reads what has replaced a user's credential since it was found, although it may be the same in another form; asked after the
     * completion has found it replaced.
     *
     * @param before whom the proof was compared with
     * @return empty if nothing has replaced it, or the user may no longer sign in: the proof holds no more
     */
    default Optional<Candidate<C>> replacement(Candidate<C> before) {
        return Optional.empty();
    }

    /**
     * The comparison.
     *
     * @param <C> what the proof is compared with
     */
    interface Verification<C> extends AutoCloseable {

        /**
         * Compares what the caller has sent. It holds no database connection and does the same work without a candidate.
         *
         * @param candidate whom the caller may be
         * @return empty if the proof is wrong, or there is no candidate
         * @throws dev.latchkey.problem.ProblemException {@code busy}
         */
        Optional<Authenticated> verify(Optional<Candidate<C>> candidate);

        /** Gives back what was taken. */
        @Override
        void close();
    }
}
