import java.time.Duration;
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
                Service service = lab.spawn(Lab.ownJava(), Crowd.PROXY_OPTION)) {
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
        Crowd.register(lab.client, service);
        List<byte[]> requests = Crowd.logins(service.url());
        // not counted: a JVM compiles the code of a refusal first, too
        try (Probes probes = Probes.begin(Others.of(lab.client, service, target, Connection::new));
                OpenLoop loop = new OpenLoop(service.url(), requests)) {
            loop.run(target.logins(64, slice).perSecond() * TIMES, storm);
            probes.end();
        }
        Map<String, Probes.Call> others = Others.of(lab.client, service, target, Connection::new);
        double capacity = capacity(target, others);
        Map<String, long[]> idle = Probes.alone(others, storm);
        double heapBefore = service.heapMebibytes(lab.client);
        Duration own = Lab.ownCpu();
        try (Probes probes = Probes.begin(others);
                OpenLoop loop = new OpenLoop(service.url(), requests)) {
            Lines.Outcome outcome = loop.run(capacity * TIMES, storm);
            report.storm(new Burst(capacity, outcome, Lab.ownCpu().minus(own), idle, probes.end()));
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
}
