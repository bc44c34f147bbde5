package dev.latchkey.signin;

import dev.latchkey.capacity.Priority;
import dev.latchkey.throttle.Devices;
import dev.latchkey.throttle.KnownDevice;
import dev.latchkey.user.Users;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Decides, without a database query, whether a sign-in begins on a recognised device. Safe for use by several threads. */
@Singleton
class Claimants {

    /**
     * Maximum concurrent sign-ins per user name from recognised devices, one for each device. Further ones get normal priority. So the
     * owner of an account leaves places to other users, and a stolen or outdated token leaves some to the owner.
     */
    private static final int MOST_KNOWN = 3;

    private final Users users;
    private final Devices devices;
    private final Map<String, Set<UUID>> known = new HashMap<>();

    Claimants(Users users, Devices devices) {
        this.users = users;
        this.devices = devices;
    }

    /**
     * A user whose identity is not verified yet (NIST SP 800-63-4, claimant).
     *
     * @param identifier what the caller typed
     * @param nameKey the identifier, folded
     * @param shown device of a genuine token that was issued for this name; whether the account still accepts it is not checked yet
     * @param priority that of a recognised device for such a token, unless too many sign-ins of the name have it already
     * @param end what {@code close} runs
     */
    record Claimant(String identifier, String nameKey, Optional<KnownDevice> shown, Priority priority, Runnable end)
            implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    /**
     * Reads what a caller has sent, and takes one of the name's places for recognised devices.
     *
     * @param identifier any text
     * @param deviceTokens any texts
     * @return the claimant, to be closed
     */
    Claimant read(String identifier, List<String> deviceTokens) {
        String nameKey = users.nameKey(identifier);
        Optional<KnownDevice> shown = devices.read(deviceTokens, nameKey);
        if (shown.isPresent() && claim(nameKey, shown.get().id())) {
            return new Claimant(
                    identifier,
                    nameKey,
                    shown,
                    Priority.RECOGNISED_DEVICE,
                    () -> release(nameKey, shown.get().id()));
        }
        return new Claimant(identifier, nameKey, shown, Priority.NORMAL, () -> {});
    }

    private synchronized boolean claim(String nameKey, UUID device) {
        Set<UUID> devices = known.computeIfAbsent(nameKey, name -> new HashSet<>());
        return devices.size() < MOST_KNOWN && devices.add(device);
    }

    private synchronized void release(String nameKey, UUID device) {
        known.computeIfPresent(
                nameKey, (name, devices) -> devices.remove(device) && devices.isEmpty() ? null : devices);
    }
}
