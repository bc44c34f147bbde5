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
    private static final Set<Limit> USER = Set.of(Limit.LOGIN_USER, Limit.LOGIN_USER_ACCOUNT);
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
     * @param reservation of the budgets of the name that was typed
     * @param untold of those of the account that it leads to; empty if they are used up, under another name: no password is right then
     * @param person the user of that name, if there is one
     */
    record Attempt(
            Visitor visitor,
            Optional<KnownDevice> device,
            Reservation reservation,
            Optional<Reservation> untold,
            Optional<Credentials> person) {

        /** Whom the password is compared with. */
        Optional<Credentials> candidate() {
            return untold.isPresent() ? person : Optional.empty();
        }
    }

    /**
     * Counts an attempt, then reads the user. The user is read before only for a token that is ours and was given for this name:
     * else the time of a refusal, which no hashing hides, would tell which names there are. A known device whose budget is used up
     * does not become a stranger.
     *
     * <p>A name and a verified address of one account have budgets of their own that a caller hears of, and one together that no answer
     * tells. A name that leads to no user has one of the same size, so that the work is the same.
     *
     * @throws dev.latchkey.problem.ProblemException {@code throttled}
     */
    Attempt begin(Visitor visitor) {
        String nameKey = visitor.nameKey();
        Optional<Credentials> early = visitor.shown().flatMap(token -> users.credentials(visitor.username()));
        Optional<KnownDevice> device = visitor.shown().filter(token -> isKnown(token, early));
        if (device.isPresent()) {
            Reservation own = throttle.reserve(KNOWN, Map.of(By.ACCOUNT, nameKey, By.DEVICE, id(device.get())));
            return new Attempt(visitor, device, own, Optional.of(own), early);
        }
        Reservation named = throttle.reserve(STRANGER, Map.of(By.ACCOUNT, nameKey));
        Optional<Credentials> person = visitor.shown().isPresent() ? early : users.credentials(visitor.username());
        String user = person.map(each -> each.userId().toString()).orElse("no user: " + nameKey);
        return new Attempt(visitor, device, named, throttle.reserveUntold(USER, Map.of(By.USER, user)), person);
    }

    /** The attempt was right, or was not made. One statement. */
    void giveBack(Attempt attempt) {
        Reservation named = attempt.reservation();
        throttle.giveBack(
                attempt.device().isPresent()
                        ? named
                        : attempt.untold().map(named::and).orElse(named));
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
