package dev.latchkey.account;

import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.session.AuthenticatedUser;
import dev.latchkey.session.Sessions;
import dev.latchkey.throttle.DeviceToken;
import dev.latchkey.throttle.Devices;
import dev.latchkey.user.Account;
import dev.latchkey.user.Users;
import dev.latchkey.user.Users.Credentials;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The sessions and known devices of a signed-in user. Safe for use by several threads. */
@ApplicationScoped
class AccountDevices {

    private final Users users;
    private final Sessions sessions;
    private final Devices devices;
    private final WriteBudget writes;

    AccountDevices(Users users, Sessions sessions, Devices devices, WriteBudget writes) {
        this.users = users;
        this.sessions = sessions;
        this.devices = devices;
        this.writes = writes;
    }

    /**
     * Ends one session of the caller.
     *
     * @param caller the signed-in user
     * @param session id of the session
     * @throws ProblemException {@code not_found}, {@code throttled}
     */
    public void signOut(AuthenticatedUser caller, UUID session) {
        writes.count(caller);
        if (!sessions.end(caller.userId(), session)) {
            throw ProblemException.of(ProblemType.NOT_FOUND);
        }
    }

    /**
     * Ends all sessions of the caller, and makes all device tokens of the caller invalid.
     *
     * @param caller the signed-in user
     * @throws ProblemException {@code throttled}
     */
    public void signOutEverywhere(AuthenticatedUser caller) {
        writes.count(caller);
        endAll(caller);
    }

    /**
     * Ends all other sessions of the caller, and makes the device tokens of all other devices invalid.
     *
     * @param caller the signed-in user
     * @param deviceTokens device tokens in the request, any texts
     * @return a new token for the caller's device, if the device was known
     * @throws ProblemException {@code throttled}, {@code invalid_token}
     */
    public Optional<DeviceToken> signOutOthers(AuthenticatedUser caller, List<String> deviceTokens) {
        writes.count(caller);
        Credentials before = users.credentials(caller.userId()).orElseThrow(AccountDevices::gone);
        endOthers(caller);
        Account account = users.account(caller.userId()).orElseThrow(AccountDevices::gone);
        return stillKnown(account, before, deviceTokens);
    }

    @Transactional
    void endAll(AuthenticatedUser caller) {
        users.forgetDevices(caller.userId());
        sessions.endAll(caller.userId());
    }

    @Transactional
    void endOthers(AuthenticatedUser caller) {
        users.forgetDevices(caller.userId());
        sessions.endOthers(caller.userId(), caller.sessionId());
    }

    /** Checks both names: a device token is bound to the name that was used to sign in, which may have been the address. */
    Optional<DeviceToken> stillKnown(Account account, Credentials before, List<String> deviceTokens) {
        int present = users.credentials(account.id())
                .map(Credentials::deviceGeneration)
                .orElseThrow(AccountDevices::gone);
        return Stream.of(Optional.of(account.username()), Optional.ofNullable(account.email()))
                .flatMap(Optional::stream)
                .map(users::nameKey)
                .flatMap(nameKey -> devices.read(deviceTokens, nameKey).stream()
                        .filter(device -> device.isOf(account.id(), before.deviceGeneration()))
                        .map(device -> devices.issue(nameKey, device.in(present))))
                .findFirst();
    }

    private static ProblemException gone() {
        return ProblemException.of(ProblemType.INVALID_TOKEN);
    }
}
