import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures logins under load in one run, so that ratios are from the same minutes: bcrypt alone, logins, a storm of ten times as many as
 * can be served, and peers.
 */
final class Storm {

    private static final Duration WARM_UP = Duration.ofSeconds(180);
    /** After this time, all requests that still wait at the end of a storm have an answer. */
    private static final Duration UNTIL_ANSWERED = Duration.ofSeconds(3);

    private static final int COST = 10;
    private static final int TIMES = 10;
    private static final int PEOPLE = 50;

    /**
     * The storm comes as through a proxy: its few connections carry the requests of many users. Without this, the service would take each
     * connection for one caller who does not wait as {@code Retry-After} says, and answer its refusals up to 1 s later.
     */
    private static final String BEHIND_PROXY = "-Dlatchkey.trusted-proxies=127.0.0.1,::1";

    private final int rounds;
    private final Duration slice;
    private final Duration storm;
    private final Report report = new Report();

    private Storm(int rounds, Duration slice, Duration storm) {
        this.rounds = rounds;
        this.slice = slice;
        this.storm = storm;
    }

    /**
     * Takes the number of rounds, the seconds of each measurement in them, the seconds of the storm, and {@code alone} to skip the peers.
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int slice = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        int storm = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 60;
        Lab.printMachine();
        System.out.printf(
                "%s%nbcrypt cost %d, %d rounds, %d s for each number, a storm of %d s%n%n",
                Lab.ownJdk(), COST, rounds, slice, storm);
        new Storm(rounds, Duration.ofSeconds(slice), Duration.ofSeconds(storm)).measure(arguments.length > 3);
    }

    private void measure(boolean alone) throws Exception {
        RawBcrypt.compile();
        RawBcrypt raw = new RawBcrypt(COST, slice);
        // not counted: a JVM compiles its loops first
        raw.twoLanes(Lab.cores());
        raw.oneLane(Lab.cores());
        raw.elytron(Lab.cores());
        try (Lab lab = Lab.open();
                Service service = lab.spawn(Lab.ownJava(), BEHIND_PROXY)) {
            service.awaitReady(lab.client);
            lab.client.register(service, Lab.USERNAME);
            lab.client.register(service, Lab.OBSERVER);
            Target target = new Target("Latchkey", service.url(), service.process(), Lab.OBSERVER);
            // longer than the peers': bcrypt is a smaller part of its time, so code that is not compiled yet weighs
            // more
            target.logins(8, WARM_UP);
            for (int round = 0; round < rounds; round++) {
                bcrypt(raw);
                logins(target);
            }
            report.printRates();
            burst(lab, service, target);
            report.printStorm();
        }
        for (Peer.Start peer : alone ? List.<Peer.Start>of() : Peer.all()) {
            try (Peer started = peer.start()) {
                beside(raw, started.target());
            }
        }
        report.printRates();
        report.printBearers();
    }

    private void beside(RawBcrypt raw, Target peer) throws Exception {
        warmUp(peer);
        for (int round = 0; round < rounds; round++) {
            report.add(Report.LIBXCRYPT_ON_ALL, raw.libxcrypt(Lab.cores()));
            logins(peer);
        }
    }

    private void bcrypt(RawBcrypt raw) throws Exception {
        int all = Lab.cores();
        report.add("libxcrypt, 1 thread", raw.libxcrypt(1));
        report.add(Report.LIBXCRYPT_ON_ALL, raw.libxcrypt(all));
        report.add("Elytron, 1 thread", raw.elytron(1));
        report.add("Elytron, all cores", raw.elytron(all));
        report.add("one lane, 1 thread", raw.oneLane(1));
        report.add("one lane, all cores", raw.oneLane(all));
        report.add("two lanes, 1 thread", raw.twoLanes(1));
        report.add("two lanes, all cores", raw.twoLanes(all));
    }

    /** Makes as many logins as a JVM needs to compile the code around bcrypt; a short run has a short warm-up. */
    private void warmUp(Target target) throws Exception {
        for (int i = 0; i < rounds; i++) {
            target.logins(8, slice.multipliedBy(2));
        }
    }

    private void logins(Target target) throws Exception {
        report.addTimes(target.name() + ", idle", Probes.alone(target.me(), slice.dividedBy(2)));
        for (int clients : new int[] {1, 8, 64}) {
            report.add(
                    target.name() + ", " + clients + (clients == 1 ? " client" : " clients"),
                    target.logins(clients, slice));
        }
        // a new connection: Node closes those that were idle for 5 s
        try (Probes probes = Probes.begin(target.me())) {
            target.logins(64, slice);
            report.addTimes(target.name() + ", 64 clients", probes.end());
        }
    }

    /** Sends ten times the logins that can be served, while other requests are measured. */
    private void burst(Lab lab, Service service, Target target) throws Exception {
        List<byte[]> requests = new ArrayList<>();
        String host = URI.create(service.url()).getAuthority();
        for (int i = 0; i < PEOPLE; i++) {
            lab.client.register(service, "person" + i);
            requests.add(Connection.postRequest(
                    host, Target.LOGIN, Target.credentials("person" + i), "X-Forwarded-For: 198.18." + i + ".1"));
        }
        // not counted: a JVM compiles the code of a refusal first, too
        try (Probes probes = Probes.begin(others(lab, service, target));
                OpenLoop loop = new OpenLoop(service.url(), requests)) {
            loop.run(target.logins(64, slice).perSecond() * TIMES, storm);
            probes.end();
        }
        Map<String, Probes.Call> others = others(lab, service, target);
        double capacity = capacity(target, others);
        report.addTimes("idle", Probes.alone(others, storm));
        double heapBefore = service.heapMebibytes(lab.client);
        Duration own = ownCpu();
        try (Probes probes = Probes.begin(others);
                OpenLoop loop = new OpenLoop(service.url(), requests)) {
            OpenLoop.Outcome outcome = loop.run(capacity * TIMES, storm);
            report.addTimes("storm", probes.end());
            report.storm(capacity, outcome, ownCpu().minus(own));
        }
        // the garbage of the last logins does not count
        TimeUnit.MILLISECONDS.sleep(UNTIL_ANSWERED.toMillis());
        report.heap(heapBefore, service.heapMebibytes(lab.client));
    }

    /** Returns the logins per second of 64 clients while the same other requests are sent as in the storm. */
    private double capacity(Target target, Map<String, Probes.Call> others) throws Exception {
        try (Probes probes = Probes.begin(others)) {
            double median = Loop.median(
                    target.logins(64, slice).perSecond(),
                    target.logins(64, slice).perSecond(),
                    target.logins(64, slice).perSecond());
            probes.end();
            return median;
        }
    }

    private static Duration ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    private static Map<String, Probes.Call> others(Lab lab, Service service, Target target) throws Exception {
        String[] refresh = {lab.client.refreshToken(service, Lab.OBSERVER)};
        Connection refreshing = new Connection(service.url());
        Connection keys = new Connection(service.url());
        Connection health = new Connection(service.managementUrl());
        Map<String, Probes.Call> calls = new LinkedHashMap<>(target.me());
        calls.put("refresh", () -> refresh[0] = refreshed(refreshing, refresh[0]));
        calls.put("JWKS", () -> keys.get("/.well-known/jwks.json", ""));
        calls.put("health", () -> health.get("/q/health/ready", ""));
        return calls;
    }

    private static String refreshed(Connection connection, String token) throws IOException {
        return Connection.member(
                connection.post("/auth/refresh", "{\"refreshToken\":\"" + token + "\"}"), "refreshToken");
    }
}
