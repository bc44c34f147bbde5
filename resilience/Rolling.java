import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Replaces three replicas one after the other while users sign in, refresh and send requests, for at least 60 s. No request may fail. With
 * a jar of the previous release, the three begin with that release, and both releases run at once for a while.
 */
final class Rolling {

    private static final int REPLICAS = 3;
    private static final int PEOPLE = 8;
    private static final long AT_LEAST_MILLIS = 60_000;

    /** Four replicas share this machine, so hashing is slow. Refusals for that reason are not what this program tests. */
    private static final Map<String, String> PATIENT = Map.of("LATCHKEY_PASSWORD_MAX_WAIT", "60s");

    private Rolling() {}

    public static void main(String[] arguments) throws Exception {
        Caller.patience = Duration.ofSeconds(60);
        Path before = arguments.length > 0 ? Path.of(arguments[0]) : Replica.PRESENT;
        String secret = Outages.newSecret();
        try (Postgres postgres = Postgres.primary()) {
            String url = "jdbc:postgresql://" + postgres.address() + "/postgres";
            List<Replica> first = new ArrayList<>();
            for (int i = 0; i < REPLICAS; i++) {
                first.add(Replica.spawn(before, url, secret, PATIENT));
            }
            try (Fleet fleet = new Fleet(first)) {
                List<SimulatedUser> people = Stream.iterate(0, i -> i + 1)
                        .limit(PEOPLE)
                        .map(i -> new SimulatedUser(fleet, "person" + i))
                        .toList();
                List<Thread> threads = people.stream().map(Thread::new).toList();
                threads.forEach(Thread::start);
                long begin = System.nanoTime();
                int exchanged = exchange(fleet, first, url, secret);
                while (System.nanoTime() - begin < AT_LEAST_MILLIS * 1_000_000) {
                    Thread.sleep(100);
                }
                people.forEach(SimulatedUser::stop);
                for (Thread thread : threads) {
                    thread.join();
                }
                print((System.nanoTime() - begin) / 1e9, exchanged, people);
            }
        }
    }

    /** Replaces the replicas: a new one is ready before an old one is stopped. */
    private static int exchange(Fleet fleet, List<Replica> old, String url, String secret) throws Exception {
        Thread.sleep(5_000);
        int exchanged = 0;
        for (Replica replica : old) {
            fleet.add(Replica.spawn(Replica.PRESENT, url, secret, PATIENT));
            // both releases at once
            Thread.sleep(3_000);
            fleet.remove(replica);
            exchanged++;
        }
        return exchanged;
    }

    private static void print(double seconds, int exchanged, List<SimulatedUser> people) {
        long logins = people.stream().mapToLong(person -> person.logins).sum();
        long refreshes = people.stream().mapToLong(person -> person.refreshes).sum();
        long calls = people.stream().mapToLong(person -> person.calls).sum();
        long failed = people.stream().mapToLong(person -> person.failed).sum();
        System.out.printf(
                "%.0f s, %d replicas exchanged: %d logins, %d refreshes, %d calls with a token; %d failed%n",
                seconds, exchanged, logins, refreshes, calls, failed);
        System.exit(failed == 0 ? 0 : 1);
    }
}
