import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Measures the cost of counting attempts: logins without and with it, and how many guesses per second the service can refuse. */
final class Throttled {

    private static final int CLIENTS = 8;
    private static final int ATTEMPTS_THAT_NO_LIMIT_ALLOWS = 500;

    private final Duration slice;

    private Throttled(Duration slice) {
        this.slice = slice;
    }

    /** Takes the number of rounds and the seconds of each measurement in them. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        Lab.printMachine();
        System.out.printf(
                "%s%n%d clients, %d rounds, %d s for each number%n%n", Lab.ownJdk(), CLIENTS, rounds, seconds);
        System.out.printf("%-12s%14s%14s%14s%14s%n", "throttle", "logins/s", "CPU of one", "refusals/s", "CPU of one");
        Throttled bench = new Throttled(Duration.ofSeconds(seconds));
        try (Lab lab = Lab.open()) {
            // the first start migrates the database; registrations are limited, too, so this one has no limits
            try (Service service = lab.spawn(Lab.ownJava()).awaitReady(lab.client)) {
                lab.client.register(service, Lab.USERNAME);
            }
            for (int round = 0; round < rounds; round++) {
                try (Service service = lab.spawn(Lab.ownJava()).awaitReady(lab.client)) {
                    bench.print("off", bench.logins(service), new Rate(0, 0));
                }
                try (Service service = lab.spawnThrottled(Lab.ownJava()).awaitReady(lab.client)) {
                    Rate logins = bench.logins(service);
                    bench.print("on", logins, bench.refusals(service));
                }
            }
        }
    }

    private void print(String throttle, Rate logins, Rate refusals) {
        System.out.printf(
                "%-12s%14.1f%11.1f ms%14.1f%11.2f ms%n",
                throttle, logins.perSecond(), logins.cpuMillis(), refusals.perSecond(), refusals.cpuMillis());
    }

    private Rate logins(Service service) throws Exception {
        Target target = new Target("Latchkey", service.url(), service.process());
        target.logins(CLIENTS, slice.multipliedBy(2));
        return target.logins(CLIENTS, slice);
    }

    /** Guesses a user's password, far beyond the limit: each guess is counted and refused, none is hashed. */
    private Rate refusals(Service service) throws Exception {
        ConcurrentLinkedQueue<Connection> connections = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < CLIENTS; i++) {
            connections.add(new Connection(service.url()));
        }
        Loop.Step guess = () -> {
            Connection connection = connections.remove();
            guess(connection);
            connections.add(connection);
        };
        for (int i = 0; i < ATTEMPTS_THAT_NO_LIMIT_ALLOWS; i++) {
            guess.run();
        }
        Duration before = service.cpu();
        Loop.Outcome outcome = Loop.run(CLIENTS, slice, guess);
        double cpu = service.cpu().minus(before).toNanos() / 1e6 / outcome.count();
        for (Connection connection : connections) {
            connection.close();
        }
        return new Rate(outcome.perSecond(), cpu);
    }

    private static void guess(Connection connection) throws IOException {
        try {
            connection.post(Target.LOGIN, "{\"username\":\"mallory\",\"password\":\"a guess\"}");
        } catch (Connection.Busy refusal) {
            return;
        } catch (IllegalStateException wrong) {
            if (!wrong.getMessage().startsWith("HTTP/1.1 401")) {
                throw wrong;
            }
        }
    }
}
