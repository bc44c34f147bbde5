package dev.latchkey.signin;

import dev.latchkey.signin.Claimants.Claimant;
import dev.latchkey.throttle.DeviceToken;
import dev.latchkey.throttle.Devices;
import dev.latchkey.throttle.KnownDevice;
import dev.latchkey.throttle.Limit;
import dev.latchkey.throttle.Limit.By;
import dev.latchkey.throttle.Reservation;
import dev.latchkey.throttle.Throttle;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides which budget a sign-in counts against: that of a recognised device, or the common ones. Safe for use by several threads. */
@Singleton
class SignInAttempts {

    private static final Set<Limit> NEW_DEVICE = Set.of(Limit.LOGIN, Limit.LOGIN_ACCOUNT, Limit.LOGIN_NETWORK);
    private static final Set<Limit> USER = Set.of(Limit.LOGIN_USER, Limit.LOGIN_USER_ACCOUNT);
    private static final Set<Limit> KNOWN_DEVICE = Set.of(Limit.LOGIN_DEVICE);

    private final Devices devices;
    private final Throttle throttle;

    SignInAttempts(Devices devices, Throttle throttle) {
        this.devices = devices;
        this.throttle = throttle;
    }

    /**
     * A sign-in that the limits allow.
     *
     * @param claimant the caller
     * @param device the device, if the user's account accepts it
     * @param reservation in the budgets of the name that was typed
     * @param untold in the budgets of the account that the name leads to; empty if they are used up, and then no proof is accepted
     * @param user the user of that name, if there is one
     */
    record Attempt<C>(
            Claimant claimant,
            Optional<KnownDevice> device,
            Reservation reservation,
            Optional<Reservation> untold,
            Optional<Candidate<C>> user) {

        /** Returns the user to compare the proof with. */
        Optional<Candidate<C>> candidate() {
            return untold.isPresent() ? user : Optional.empty();
        }
    }

    /**
     * Counts an attempt, then reads the user. The user is read before counting only for a genuine device token that was issued for this
     * name. Otherwise the time of a refusal, which no hashing hides, would reveal which names exist. A known device whose budget is used up
     * does not fall back to the common budgets.
     *
     * <p>A user name and a verified address of one account have separate budgets, whose exhaustion the caller sees as {@code throttled}.
     * They also share one budget that no answer reveals. A name that leads to no user has a shared budget of the same size, so that the
     * work is the same.
     *
     * @throws dev.latchkey.problem.ProblemException {@code throttled}
     */
    <C> Attempt<C> begin(Claimant claimant, SignInMethod<C> method) {
        String nameKey = claimant.nameKey();
        Optional<Candidate<C>> early = claimant.shown().flatMap(token -> method.find(claimant.identifier()));
        Optional<KnownDevice> device = claimant.shown().filter(token -> isKnown(token, early));
        if (device.isPresent()) {
            Reservation own = throttle.reserve(KNOWN_DEVICE, Map.of(By.ACCOUNT, nameKey, By.DEVICE, id(device.get())));
            return new Attempt<>(claimant, device, own, Optional.of(own), early);
        }
        Reservation named = throttle.reserve(NEW_DEVICE, Map.of(By.ACCOUNT, nameKey));
        Optional<Candidate<C>> user = claimant.shown().isPresent() ? early : method.find(claimant.identifier());
        String account = user.map(each -> each.userId().toString()).orElse("no user: " + nameKey);
        return new Attempt<>(claimant, device, named, throttle.reserveUntold(USER, Map.of(By.USER, account)), user);
    }

    /** Gives back an attempt that succeeded or was not made, in one statement. */
    void giveBack(Attempt<?> attempt) {
        Reservation named = attempt.reservation();
        throttle.giveBack(
                attempt.device().isPresent()
                        ? named
                        : attempt.untold().map(named::and).orElse(named));
    }

    /** Issues the token by which the device of a successful attempt is recognised at its next sign-in. */
    DeviceToken remember(Attempt<?> attempt, Candidate<?> user) {
        return attempt.device()
                .map(known -> devices.issue(attempt.claimant().nameKey(), known))
                .orElseGet(
                        () -> devices.issueFirst(attempt.claimant().nameKey(), user.userId(), user.deviceGeneration()));
    }

    private static boolean isKnown(KnownDevice shown, Optional<? extends Candidate<?>> user) {
        return user.filter(each -> shown.isOf(each.userId(), each.deviceGeneration()))
                .isPresent();
    }

    private static String id(KnownDevice device) {
        return device.id().toString();
    }
}
