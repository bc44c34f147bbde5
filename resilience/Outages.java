import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Stops PostgreSQL for 20 s, kills it, or kills it for good and promotes its standby, while users register, sign in, change passwords and
 * sign out. Afterwards everything that was acknowledged must be true, and the service must recover by itself within 10 s.
 */
final class Outages {

    private static final int WRITERS = 6;
    private static final long CALM_MILLIS = 6_000;
    private static final long BACK_WITHIN_MILLIS = 10_000;

    private Outages() {}

    public static void main(String[] arguments) throws Exception {
        List<String> kinds = arguments.length > 0 ? List.of(arguments) : List.of("stop", "kill", "failover");
        System.out.printf(
                "%-10s%14s%10s%9s%7s%10s%8s%10s%8s%n",
                "", "registrations", "passwords", "logouts", "lost", "refused", "other", "not ready", "back");
        boolean good = true;
        for (String kind : kinds) {
            good &= run(kind);
        }
        System.exit(good ? 0 : 1);
    }

    private static boolean run(String kind) throws Exception {
        try (Postgres primary = Postgres.primary();
                Postgres standby = kind.equals("failover") ? primary.standby() : null) {
            String hosts = standby == null ? primary.address() : primary.address() + "," + standby.address();
            String url = "jdbc:postgresql://" + hosts + "/postgres?targetServerType=primary";
            try (Replica replica =
                    Replica.spawn(Replica.PRESENT, url, newSecret(), Map.of()).awaitReady()) {
                return run(kind, primary, standby, replica);
            }
        }
    }

    private static boolean run(String kind, Postgres primary, Postgres standby, Replica replica) throws Exception {
        Ledger ledger = new Ledger();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Writer writer = new Writer(new Caller(replica.service), ledger, kind + i);
            writers.add(new Thread(writer));
        }
        writers.forEach(Thread::start);
        Thread.sleep(CALM_MILLIS);
        boolean saidSo = interrupt(kind, primary, standby, replica);
        long back = awaitBack(replica);
        Thread.sleep(CALM_MILLIS);
        writers.forEach(Thread::interrupt);
        for (Thread writer : writers) {
            writer.join();
        }
        Caller caller = new Caller(replica.service);
        int lost = ledger.lostPasswords(caller) + ledger.lostLogouts(caller);
        System.out.printf(
                "%-10s%14d%10d%9d%7d%10d%8d%10s%6.1f s%n",
                kind,
                ledger.registrations.get(),
                ledger.passwordChanges.get(),
                ledger.logouts(),
                lost,
                ledger.refused.get(),
                ledger.others.get(),
                saidSo ? "said" : "NOT SAID",
                back / 1e3);
        return lost == 0 && ledger.others.get() == 0 && saidSo && back <= BACK_WITHIN_MILLIS;
    }

    /** Takes the database away and brings it back. Returns whether the service reported meanwhile that it was not ready. */
    private static boolean interrupt(String kind, Postgres primary, Postgres standby, Replica replica)
            throws Exception {
        boolean saidSo;
        switch (kind) {
            case "stop" -> {
                primary.stop();
                saidSo = unreadyDuring(replica, 20_000);
                primary.start();
            }
            case "kill" -> {
                primary.kill();
                saidSo = unreadyDuring(replica, 5_000);
                primary.start();
            }
            case "failover" -> {
                primary.kill();
                saidSo = unreadyDuring(replica, 5_000);
                standby.promote();
            }
            default -> throw new IllegalArgumentException(kind);
        }
        return saidSo;
    }

    private static boolean unreadyDuring(Replica replica, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        boolean unready = false;
        while (System.nanoTime() < end) {
            unready |= !replica.isReady();
            Thread.sleep(100);
        }
        return unready;
    }

    /** Returns the milliseconds until the service reports ready and a user has registered. */
    private static long awaitBack(Replica replica) throws InterruptedException {
        long begin = System.nanoTime();
        Caller caller = new Caller(replica.service);
        for (int i = 0;
                !(replica.isReady()
                        && caller.register("back" + i + begin, Caller.PASSWORD).status() == 201);
                i++) {
            Thread.sleep(50);
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }

    static String newSecret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }
}
