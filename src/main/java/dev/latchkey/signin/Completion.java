package dev.latchkey.signin;

import dev.latchkey.session.Sessions;
import dev.latchkey.signin.SignInAttempts.Attempt;
import dev.latchkey.signin.SignInResult.SignedIn;
import dev.latchkey.token.Subject;
import dev.latchkey.user.Account;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * Completes a sign-in after a successful proof, the same for all methods, in one transaction. It checks that the user is active and the
 * credential is still the one that was compared, opens the session and its grant, and gives the attempt back. Safe for use by several
 * threads.
 */
@ApplicationScoped
class Completion {

    private final Sessions sessions;
    private final SignInAttempts attempts;

    Completion(Sessions sessions, SignInAttempts attempts) {
        this.sessions = sessions;
        this.attempts = attempts;
    }

    /** Returns the result; empty if the proof is no longer valid, because the user or the credential was changed during the comparison. */
    @Transactional
    Optional<SignInResult> complete(Authenticated authenticated, Attempt<?> attempt, Candidate<?> user) {
        return authenticated.credential().confirm().map(account -> {
            Sessions.Opened opened = sessions.open(account.id(), authenticated.amr(), authenticated.at());
            // last: the statement locks a row that other callers from the same network need
            attempts.giveBack(attempt);
            return new SignedIn(
                    subject(account, opened.session()), opened.refreshToken(), attempts.remember(attempt, user));
        });
    }

    private static Subject subject(Account account, Subject.Session session) {
        return new Subject(
                account.id(),
                account.username(),
                account.grants().roles(),
                account.grants().permissions(),
                account.profile(),
                session);
    }
}
