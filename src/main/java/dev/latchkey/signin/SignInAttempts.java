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

/** Decides which budget a sign-in is counted in: that of a recognised device, or the common ones. Safe for use by several threads. */
@Singleton
class SignInAttempts {

    private static final Set<Limit> STRANGER = Set.of(Limit.LOGIN, Limit.LOGIN_ACCOUNT, Limit.LOGIN_NETWORK);
    private static final Set<Limit> USER = Set.of(Limit.LOGIN_USER, Limit.LOGIN_USER_ACCOUNT);
    private static final Set<Limit> KNOWN = Set.of(Limit.LOGIN_DEVICE);

    private final Devices devices;
    private final Throttle throttle;

    SignInAttempts(Devices devices, Throttle throttle) {
        this.devices = devices;
        this.throttle = throttle;
    }

    /**
     * A login that may be tried.
     *
     * @param claimant who wants to sign in
     * @param device the device, if the user's account knows it
     * @param reservation of the budgets of the name that was typed
     * @param untold of those of the account that it leads to; empty if they are used up, under another name: no proof is right then
     * @param user the one of that name, if there is one
     */
    record Attempt<C>(
            Claimant claimant,
            Optional<KnownDevice> device,
            Reservation reservation,
            Optional<Reservation> untold,
            Optional<Candidate<C>> user) {

        /** Whom the proof is compared with. */
        Optional<Candidate<C>> candidate() {
            return untold.isPresent() ? user : Optional.empty();
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
    <C> Attempt<C> begin(Claimant claimant, SignInMethod<C> method) {
        String nameKey = claimant.nameKey();
        Optional<Candidate<C>> early = claimant.shown().flatMap(token -> method.find(claimant.identifier()));
        Optional<KnownDevice> device = claimant.shown().filter(token -> isKnown(token, early));
        if (device.isPresent()) {
            Reservation own = throttle.reserve(KNOWN, Map.of(By.ACCOUNT, nameKey, By.DEVICE, id(device.get())));
            return new Attempt<>(claimant, device, own, Optional.of(own), early);
        }
        Reservation named = throttle.reserve(STRANGER, Map.of(By.ACCOUNT, nameKey));
        Optional<Candidate<C>> user = claimant.shown().isPresent() ? early : method.find(claimant.identifier());
        String account = user.map(each -> each.userId().toString()).orElse("no user: " + nameKey);
        return new Attempt<>(claimant, device, named, throttle.reserveUntold(USER, Map.of(By.USER, account)), user);
    }

    /** The attempt was right, or was not made. One statement. */
    void giveBack(Attempt<?> attempt) {
        Reservation named = attempt.reservation();
        throttle.giveBack(
                attempt.device().isPresent()
                        ? named
                        : attempt.untold().map(named::and).orElse(named));
    }

    /** Makes the token by which the device of an attempt that succeeded is recognised the next time. */
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
