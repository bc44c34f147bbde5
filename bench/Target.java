import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A running service: Latchkey or a peer. All have the same two routes.
 *
 * @param observer the user whose token is used while others sign in
 */
record Target(String name, String url, ProcessHandle process, String observer) {

    /** A service with one user. */
    Target(String name, String url, ProcessHandle process) {
        this(name, url, process, Lab.USERNAME);
    }

    static final String LOGIN = "/auth/login";
    static final String ME = "/auth/me";

    /** Returns the body of a login. */
    static String credentials(String username) {
        return "{\"username\":\"" + username + "\",\"password\":\"" + Client.PASSWORD + "\"}";
    }

    /** Measures a number of clients, each of which signs in again as soon as it is signed in; refused logins do not count. */
    Rate logins(int clients, Duration slice) throws Exception {
        AtomicInteger good = new AtomicInteger();
        Duration before = cpu();
        Loop.Outcome outcome = signIn(clients, slice, good::incrementAndGet);
        double cpuMillis = cpu().minus(before).toNanos() / 1e6 / good.get();
        return new Rate(outcome.perSecond() * good.get() / outcome.count(), cpuMillis);
    }

    /** Has clients sign in again and again; each good login is reported. */
    Loop.Outcome signIn(int clients, Duration slice, Runnable good) throws Exception {
        ConcurrentLinkedQueue<Connection> connections = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < clients; i++) {
            connections.add(new Connection(url));
        }
        Loop.Outcome outcome = Loop.run(clients, slice, () -> {
            Connection connection = connections.remove();
            try {
                login(connection, Lab.USERNAME);
                good.run();
            } catch (Connection.Busy refusal) {
                // is not reported
            }
            connections.add(connection);
        });
        for (Connection connection : connections) {
            connection.close();
        }
        return outcome;
    }

    /** Signs in once and returns the token. */
    String token() throws IOException {
        try (Connection connection = new Connection(url)) {
            return login(connection, observer);
        }
    }

    static String login(Connection connection, String username) throws IOException {
        String token = Connection.member(connection.post(LOGIN, credentials(username)), "token");
        if (!token.startsWith("ey")) {
            throw new IllegalStateException("a login without a token");
        }
        return token;
    }

    /** Returns the cheap request that all services have: the user of a token. */
    Map<String, Probes.Call> me() throws IOException {
        return me(new Connection(url));
    }

    /** Returns the cheap request on a connection. */
    Map<String, Probes.Call> me(Connection connection) throws IOException {
        String token = token();
        return Map.of("me", () -> connection.get(ME, token));
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }
}
