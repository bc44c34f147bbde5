package dev.latchkey.auth;

import dev.latchkey.password.Standing;
import dev.latchkey.throttle.Devices;
import dev.latchkey.throttle.KnownDevice;
import dev.latchkey.user.Users;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be told of who wants to sign in without asking the database. Safe for use by several threads. */
@Singleton
class Visitors {

    /**
     * How many calls for one name are known at a time; more are as strangers'. Two tabs of the owner's are enough, and whoever calls
     * again and again with a token for an account of their own leaves the rest to others.
     */
    private static final int MOST_KNOWN = 2;

    private final Users users;
    private final Devices devices;
    private final Map<String, Integer> known = new HashMap<>();

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
        if (shown.isPresent() && claim(nameKey)) {
            return new Visitor(username, nameKey, shown, Standing.KNOWN, () -> release(nameKey));
        }
        return new Visitor(username, nameKey, shown, Standing.STRANGER, () -> {});
    }

    private synchronized boolean claim(String nameKey) {
        int before = known.getOrDefault(nameKey, 0);
        if (before == MOST_KNOWN) {
            return false;
        }
        known.put(nameKey, before + 1);
        return true;
    }

    private synchronized void release(String nameKey) {
        known.computeIfPresent(nameKey, (name, count) -> count == 1 ? null : count - 1);
    }
}
