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
 * What follows a right proof, whichever method it came from; one transaction. The account is still active and the credential still the
 * one that was compared; the session and its grant are there; the attempt is given back. Safe for use by several threads.
 */
@ApplicationScoped
class Completion {

    private final Sessions sessions;
    private final SignInAttempts attempts;

    Completion(Sessions sessions, SignInAttempts attempts) {
        this.sessions = sessions;
        this.attempts = attempts;
    }

    /** The result; empty if the proof holds no more, because the account or the credential was changed while it was compared. */
    @Transactional
    Optional<SignInResult> complete(Authenticated authenticated, Attempt<?> attempt, Candidate<?> user) {
        return authenticated.credential().confirm().map(account -> {
            Sessions.Opened opened = sessions.open(account.id(), authenticated.amr(), authenticated.at());
            // last: others from the same network wait for it
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
