package dev.latchkey.auth;

import dev.latchkey.auth.Visitors.Visitor;
import dev.latchkey.throttle.DeviceToken;
import dev.latchkey.throttle.Devices;
import dev.latchkey.throttle.KnownDevice;
import dev.latchkey.throttle.Limit;
import dev.latchkey.throttle.Limit.By;
import dev.latchkey.throttle.Reservation;
import dev.latchkey.throttle.Throttle;
import dev.latchkey.user.Users;
import dev.latchkey.user.Users.Credentials;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which budget a login has: that of a known device, or those of strangers. Safe for use by several threads. */
@Singleton
class LoginAttempts {

    private static final Set<Limit> STRANGER = Set.of(Limit.LOGIN, Limit.LOGIN_ACCOUNT, Limit.LOGIN_NETWORK);
    private static final Set<Limit> KNOWN = Set.of(Limit.LOGIN_DEVICE);

    private final Users users;
    private final Devices devices;
    private final Throttle throttle;

    LoginAttempts(Users users, Devices devices, Throttle throttle) {
        this.users = users;
        this.devices = devices;
        this.throttle = throttle;
    }

    /**
     * A login that may be tried.
     *
     * @param visitor who wants to sign in
     * @param device the device, if the person's account knows it
     * @param reservation to be given back if it succeeds
     * @param person who has that name, if anybody
     */
    record Attempt(
            Visitor visitor, Optional<KnownDevice> device, Reservation reservation, Optional<Credentials> person) {}

    /**
     * Counts an attempt, then reads the person. The person is read before only for a token that is ours and was given for this name:
     * else the time of a refusal, which no hashing hides, would tell which names there are. A known device whose budget is used up
     * does not become a stranger.
     *
     * @throws dev.latchkey.problem.ProblemException {@code throttled}
     */
    Attempt begin(Visitor visitor) {
        String nameKey = visitor.nameKey();
        Optional<Credentials> person = visitor.shown().flatMap(token -> users.credentials(visitor.username()));
        Optional<KnownDevice> device = visitor.shown().filter(token -> isKnown(token, person));
        Reservation reservation = device.isPresent()
                ? throttle.reserve(KNOWN, Map.of(By.ACCOUNT, nameKey, By.DEVICE, id(device.get())))
                : throttle.reserve(STRANGER, Map.of(By.ACCOUNT, nameKey));
        return new Attempt(
                visitor,
                device,
                reservation,
                visitor.shown().isPresent() ? person : users.credentials(visitor.username()));
    }

    /** The attempt was right, or was not made. */
    void giveBack(Attempt attempt) {
        throttle.giveBack(attempt.reservation());
    }

    /** What makes the device of an attempt that succeeded known the next time. */
    DeviceToken remember(Attempt attempt, Credentials person) {
        return attempt.device()
                .map(known -> devices.issue(attempt.visitor().nameKey(), known))
                .orElseGet(() ->
                        devices.issueFirst(attempt.visitor().nameKey(), person.userId(), person.deviceGeneration()));
    }

    private static boolean isKnown(KnownDevice shown, Optional<Credentials> person) {
        return person.filter(each -> shown.isOf(each.userId(), each.deviceGeneration()))
                .isPresent();
    }

    private static String id(KnownDevice device) {
        return device.id().toString();
    }
}
