package dev.latchkey.signin;

import dev.latchkey.capacity.Priority;
import dev.latchkey.password.PasswordHasher;
import dev.latchkey.password.PasswordHasher.Verdict;
import dev.latchkey.password.PlainPassword;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.user.Users;
import dev.latchkey.user.Users.Credentials;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Signs users in by password. Safe for use by several threads; each method object is for one sign-in. */
@Singleton
public class PasswordSignIn {

    private static final Logger LOG = Logger.getLogger(PasswordSignIn.class);

    /** RFC 8176: by password. */
    private static final List<String> AMR = List.of("pwd");

    private final Users users;
    private final PasswordHasher passwords;
    private final Clock clock;

    PasswordSignIn(Users users, PasswordHasher passwords, Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * Creates the method for a password that a caller typed.
     *
     * @param password any text
     * @return the method, for one sign-in
     */
    public SignInMethod<Credentials> with(PlainPassword password) {
        return new Typed(password);
    }

    private static Candidate<Credentials> candidate(Credentials found) {
        return new Candidate<>(found.userId(), found.deviceGeneration(), found);
    }

    private final class Typed implements SignInMethod<Credentials> {

        private final PlainPassword password;

        private Typed(PlainPassword password) {
            this.password = password;
        }

        @Override
        public Verification<Credentials> begin(Priority priority) {
            return new Comparison(password, passwords.permit(priority));
        }

        @Override
        public Optional<Candidate<Credentials>> find(String identifier) {
            return users.credentials(identifier).map(PasswordSignIn::candidate);
        }

        @Override
        public Optional<Candidate<Credentials>> replacement(Candidate<Credentials> before) {
            return users.replacement(before.credential()).map(PasswordSignIn::candidate);
        }
    }

    private final class Comparison implements SignInMethod.Verification<Credentials> {

        private final PlainPassword password;
        private final PasswordHasher.HashingPermit permit;

        private Comparison(PlainPassword password, PasswordHasher.HashingPermit permit) {
            this.password = password;
            this.permit = permit;
        }

        @Override
        public Optional<Authenticated> verify(Optional<Candidate<Credentials>> candidate) {
            Optional<Credentials> found = candidate.map(Candidate::credential);
            Verdict verdict =
                    permit.verify(password, found.map(Credentials::passwordHash).orElse(null));
            if (verdict == Verdict.WRONG) {
                return Optional.empty();
            }
            String better = verdict == Verdict.RIGHT_BUT_OLD && permit.canHash(password) ? betterForm() : null;
            return found.map(
                    user -> new Authenticated(user.userId(), AMR, clock.instant(), () -> users.confirm(user, better)));
        }

        private @Nullable String betterForm() {
            try {
                return permit.hash(password);
            } catch (ProblemException busy) {
                LOG.info(
                        "a better form of a password is left to its owner's next login: too many passwords are waiting");
                return null;
            }
        }

        @Override
        public void close() {
            permit.close();
        }
    }
}
