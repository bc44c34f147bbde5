import io.quarkus.elytron.security.common.BcryptUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Measures logins per second of the running service, and those of bcrypt alone on the same machine in the same minutes. */
final class Logins {

    private static final int MANY = 8;
    private static final int COST = 10;
    private static final int WARM_UP_LOGINS = 5000;
    /** As long as the service's input for bcrypt: the base64 of 48 bytes. */
    private static final String INPUT = "k3Jx9QmZ".repeat(8);

    private final Lab lab;
    private final Service service;
    private final String hash = BcryptUtil.bcryptHash(INPUT, COST);
    private final Duration slice;

    private Logins(Lab lab, Service service, Duration slice) {
        this.lab = lab;
        this.service = service;
        this.slice = slice;
    }

    /** Operations per second, and the CPU time of one. */
    private record Rate(Loop.Outcome outcome, double cpuMillis) {}

    private record Round(Rate raw, Rate one, Rate many) {

        double ratio() {
            return many.outcome().perSecond() / raw.outcome().perSecond();
        }

        double cpuRatio() {
            return many.cpuMillis() / raw.cpuMillis();
        }
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        Duration slice = Duration.ofSeconds(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 6);
        Lab.printMachine();
        try (Lab lab = Lab.open();
                Service service = lab.spawn(Lab.ownJava())) {
            service.awaitReady(lab.client);
            lab.client.register(service, Lab.USERNAME);
            new Logins(lab, service, slice).measure(rounds);
        }
    }

    private void measure(int rounds) throws Exception {
        System.out.printf(
                "%s%nbcrypt cost %d, %d rounds, %d s for each number%n%n",
                Lab.ownJdk(), COST, rounds, slice.toSeconds());
        warmUp();
        System.out.printf(
                "%-7s%12s%15s%16s%9s%12s%n",
                "round", "bcrypt/s", "logins/s of 1", "logins/s of 8", "ratio", "CPU ratio");
        List<Round> done = new ArrayList<>();
        for (int i = 1; i <= rounds; i++) {
            Round round = new Round(raw(), logins(1), logins(MANY));
            done.add(round);
            printRow(String.valueOf(i), List.of(round));
        }
        printRow("median", done);
        printCosts(done);
    }

    /** Runs without measuring, because a JVM compiles the code around bcrypt during its first thousands of logins. */
    private void warmUp() throws Exception {
        raw();
        for (int done = 0; done < WARM_UP_LOGINS; ) {
            done += logins(MANY).outcome().count();
        }
    }

    private Rate raw() throws Exception {
        return rate(Lab.cores(), this::match, ProcessHandle.current());
    }

    private Rate logins(int clients) throws Exception {
        return rate(clients, () -> lab.client.login(service, Lab.USERNAME), service.process());
    }

    /** Measures the rate and the CPU time of the process that hashes: this one for bcrypt alone, the service for logins. */
    private Rate rate(int threads, Loop.Step step, ProcessHandle worker) throws Exception {
        Duration before = cpu(worker);
        Loop.Outcome outcome = Loop.run(threads, slice, step);
        return new Rate(outcome, cpu(worker).minus(before).toNanos() / 1e6 / outcome.count());
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    private void match() {
        if (!BcryptUtil.matches(INPUT, hash)) {
            throw new IllegalStateException("bcrypt does not know its own");
        }
    }

    private static void printRow(String name, List<Round> rounds) {
        System.out.printf(
                "%-7s%12.1f%15.1f%16.1f%9.2f%12.2f%n",
                name,
                median(rounds, round -> round.raw().outcome().perSecond()),
                median(rounds, round -> round.one().outcome().perSecond()),
                median(rounds, round -> round.many().outcome().perSecond()),
                median(rounds, Round::ratio),
                median(rounds, Round::cpuRatio));
    }

    private static void printCosts(List<Round> rounds) {
        System.out.printf(
                "%nCPU for one: bcrypt %.1f ms, login %.1f ms. A login took %.0f ms (1 client), %.0f ms (%d clients, p50), %.0f ms (p99).%n",
                median(rounds, round -> round.raw().cpuMillis()),
                median(rounds, round -> round.many().cpuMillis()),
                median(rounds, round -> round.one().outcome().millisAt(0.5)),
                median(rounds, round -> round.many().outcome().millisAt(0.5)),
                MANY,
                median(rounds, round -> round.many().outcome().millisAt(0.99)));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
        return Loop.median(rounds.stream().mapToDouble(value).toArray());
    }
}
