package dev.latchkey.signin;

import dev.latchkey.capacity.Priority;
import dev.latchkey.user.Users;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** A second method, which exists in the tests only: every user has the same code. */
final class CodeSignIn implements SignInMethod<byte[]>, SignInMethod.Verification<byte[]> {

    static final String CODE = "314159";

    private final Users users;
    private final Clock clock;
    private final Runnable meanwhile;
    private final byte[] typed;

    /** Creates the method for a typed code; {@code meanwhile} runs between the comparison and the completion. */
    CodeSignIn(Users users, Clock clock, String typed, Runnable meanwhile) {
        this.users = users;
        this.clock = clock;
        this.typed = typed.getBytes(StandardCharsets.UTF_8);
        this.meanwhile = meanwhile;
    }

    @Override
    public Verification<byte[]> begin(Priority priority) {
        return this;
    }

    @Override
    public Optional<Candidate<byte[]>> find(String identifier) {
        return users.credentials(identifier)
                .map(user ->
                        new Candidate<>(user.userId(), user.deviceGeneration(), CODE.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Optional<Authenticated> verify(Optional<Candidate<byte[]>> candidate) {
        Optional<Authenticated> proved = candidate
                .filter(user -> MessageDigest.isEqual(user.credential(), typed))
                .map(user -> new Authenticated(
                        user.userId(), List.of("otp"), clock.instant(), () -> users.account(user.userId())));
        meanwhile.run();
        return proved;
    }

    @Override
    public void close() {}
}
