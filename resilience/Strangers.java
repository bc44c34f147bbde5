import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures honest callers, first alone and then during each attack: incomplete bodies, slow readers, idle connections and others, each of
 * which costs the attacker almost nothing. The 99th percentile of each kind of request must stay within twice its value without an attack,
 * and no request may fail.
 */
final class Strangers {

    /** Below this many milliseconds, the noise of the machine decides and not the attack: a p99 of up to this value always passes. */
    private static final double FLOOR_MILLIS = 10;

    private static final long LEAD_IN_MILLIS = 5_000;
    private static final long WARM_UP_MILLIS = 60_000;
    static final long BACK_WITHIN_MILLIS = 90_000;

    private static final int ACCOUNTS = 40;
    private static final int EVENTS = 3_000;

    private static final String FILL = """
            insert into audit_events (id, occurred_at, type, user_id, request_id, network)
            select gen_random_uuid(), now() - i * interval '1 millisecond', 'LoginFailed', u.id, gen_random_uuid(), '192.0.2.0/24'
            from users u cross join generate_series(1, %d) i where u.username like 'export%%'""";

    private Strangers() {}

    /** Takes a jar and the seconds of each measurement, in any order; then names of attacks, if not all are wanted. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("jdk.httpclient.keepalive.timeout", "20");
        Path jar = Replica.PRESENT;
        long seconds = 20;
        List<String> wanted = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.matches("\\d+")) {
                seconds = Long.parseLong(argument);
            } else if (Files.exists(Path.of(argument))) {
                jar = Path.of(argument);
            } else {
                wanted.add(argument);
            }
        }
        // a service as operators run it, with its limits on
        boolean good;
        try (Postgres postgres = Postgres.primary();
                Replica replica = Replica.spawn(
                                jar,
                                "jdbc:postgresql://" + postgres.address() + "/postgres",
                                Outages.newSecret(),
                                Map.of("LATCHKEY_THROTTLE_ENABLED", "true"))
                        .awaitReady()) {
            good = run(postgres, replica, seconds * 1_000, wanted);
        }
        // not earlier: the database would keep running
        System.exit(good ? 0 : 1);
    }

    private static boolean run(Postgres postgres, Replica replica, long millis, List<String> wanted) throws Exception {
        List<String> tokens = prepare(postgres, replica);
        try (HonestCallers callers = new HonestCallers(replica).start();
                Attacker attacker = Attacker.spawn(replica.service, tokens)) {
            Thread.sleep(WARM_UP_MILLIS);
            Comparison table = new Comparison(callers.measure(2 * millis), FLOOR_MILLIS);
            boolean good = true;
            for (Attack attack : new Attacks(tokens).all()) {
                if (wanted.isEmpty() || wanted.contains(attack.name())) {
                    attacker.begin(attack.name());
                    Thread.sleep(LEAD_IN_MILLIS);
                    Tally tally = callers.measure(millis);
                    good &= table.print(attack.name(), tally, attacker.end());
                    awaitBack(replica);
                    callers.replenish();
                }
            }
            return good & table.printAgain(callers.measure(2 * millis));
        }
    }

    /** Creates users whose exports are long; each may request five at once. Returns their access tokens. */
    private static List<String> prepare(Postgres postgres, Replica replica) throws Exception {
        Caller caller = new Caller(replica.service);
        for (int i = 0; i < ACCOUNTS; i++) {
            expect(201, caller.register("export" + i, Caller.PASSWORD));
        }
        postgres.execute(FILL.formatted(EVENTS));
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            tokens.add(expect(200, caller.login("export" + i, Caller.PASSWORD)).member("token"));
        }
        return tokens;
    }

    /** Waits until the service has recovered, before the next attack begins. */
    private static void awaitBack(Replica replica) throws InterruptedException {
        Caller caller = new Caller(replica.service);
        long deadline = System.nanoTime() + BACK_WITHIN_MILLIS * 1_000_000;
        for (int i = 0; i < 20; Thread.sleep(100)) {
            boolean served = replica.isReady()
                    && caller.get("/.well-known/jwks.json", null).status() == 200
                    && caller.get("/auth/me", null).status() == 401;
            i = served ? i + 1 : 0;
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the service is not back " + BACK_WITHIN_MILLIS / 1_000 + " s after it");
            }
        }
    }

    static Caller.Answer expect(int status, Caller.Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException("expected " + status + ", but: " + answer);
        }
        return answer;
    }
}
