package dev.latchkey.auth;

import dev.latchkey.password.Standing;
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

/** What can be told of who wants to sign in without asking the database. Safe for use by several threads. */
@Singleton
class Visitors {

    /**
     * How many devices are known at a time under one name, each with one call; all else is as a stranger's. So whoever has an account
     * leaves the rest of the room to others, and whoever has a token that was stolen, or is over, leaves some to the owner.
     */
    private static final int MOST_KNOWN = 3;

    private final Users users;
    private final Devices devices;
    private final Map<String, Set<UUID>> known = new HashMap<>();

    Visitors(Users users, Devices devices) {
        this.users = users;
        this.devices = devices;
    }

    /**
     * Who wants to sign in.
     *
     * @param username what was typed
     * @param nameKey what was typed, folded
     * @param shown the device of a token that is ours and was given for this name; whether the account still knows it is open
     * @param standing known for such a token, unless too many are already
     * @param end what its caller does when it is over
     */
    record Visitor(String username, String nameKey, Optional<KnownDevice> shown, Standing standing, Runnable end)
            implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    /**
     * Reads what a caller has sent.
     *
     * @param username any text
     * @param deviceTokens any texts
     * @return to be closed
     */
    Visitor meet(String username, List<String> deviceTokens) {
        String nameKey = users.nameKey(username);
        Optional<KnownDevice> shown = devices.read(deviceTokens, nameKey);
        if (shown.isPresent() && claim(nameKey, shown.get().id())) {
            return new Visitor(
                    username,
                    nameKey,
                    shown,
                    Standing.KNOWN,
                    () -> release(nameKey, shown.get().id()));
        }
        return new Visitor(username, nameKey, shown, Standing.STRANGER, () -> {});
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
