import dev.latchkey.password.bcrypt.BcryptHash;
import dev.latchkey.password.bcrypt.BcryptJob;
import dev.latchkey.password.bcrypt.TwinLanes;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Compares the kernel's hashes of random passwords with those of Elytron and of C's crypt(3), and the cost of two lanes with that of one.
 */
final class Kernel {

    private static final int MOST_BYTES = 72;
    private static final Path LINES = Path.of("target/bench/passwords.txt");
    /** Perl's crypt is the C library's: the script reads passwords in hexadecimal and prints hashes. */
    private static final String CRYPT = "my ($p, $s) = split; print crypt(pack('H*', $p), $s), \"\\n\"";

    private final long seed;

    private Kernel(long seed) {
        this.seed = seed;
    }

    private record Case(String password, String right, String other) {

        BcryptJob job(boolean mine) {
            return parsed().jobFor((mine ? password : other).getBytes(StandardCharsets.UTF_8), 0);
        }

        BcryptHash parsed() {
            return BcryptHash.parse(right).orElseThrow();
        }

        /** Returns whether the job's result differs from the expected verdict. */
        boolean isMistaken(BcryptJob job, boolean mine) {
            return parsed().isOf(job) != mine;
        }
    }

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        Lab.printMachine();
        System.out.printf("%s%n%d random passwords, seed %d%n%n", Lab.ownJdk(), count, seed);
        new Kernel(seed).compare(count);
        printRatio();
    }

    private void compare(int count) throws Exception {
        List<Case> cases = IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> new Random(i ^ seed))
                .map(Kernel::madeByElytron)
                .toList();
        System.out.printf("crypt(3) differs from Elytron: %d%n", differencesOfC(cases));
        long alone = cases.parallelStream()
                .filter(each -> {
                    BcryptJob job = each.job(true);
                    TwinLanes.compute(job);
                    return each.isMistaken(job, true);
                })
                .count();
        System.out.printf("one lane is mistaken: %d%n", alone);
        System.out.printf("two lanes are mistaken: %d%n", mistakesInPairs(cases));
    }

    /** Computes each case once with its own password and once with another's, in a pair with any other case of the same cost. */
    private long mistakesInPairs(List<Case> cases) {
        List<List<Integer>> pairs = new ArrayList<>();
        int[] open = new int[32];
        List<Integer> shuffled =
                new ArrayList<>(IntStream.range(0, 2 * cases.size()).boxed().toList());
        Collections.shuffle(shuffled, new Random(seed));
        for (int turn : shuffled) {
            int cost = cases.get(turn / 2).job(true).cost();
            if (open[cost] == 0) {
                open[cost] = turn + 1;
            } else {
                pairs.add(List.of(open[cost] - 1, turn));
                open[cost] = 0;
            }
        }
        return pairs.parallelStream().mapToLong(pair -> mistakes(cases, pair)).sum();
    }

    private static long mistakes(List<Case> cases, List<Integer> pair) {
        List<BcryptJob> jobs = pair.stream()
                .map(turn -> cases.get(turn / 2).job(turn % 2 == 0))
                .toList();
        TwinLanes.compute(jobs.get(0), jobs.get(1));
        return IntStream.range(0, 2)
                .filter(lane -> cases.get(pair.get(lane) / 2).isMistaken(jobs.get(lane), pair.get(lane) % 2 == 0))
                .count();
    }

    private static long differencesOfC(List<Case> cases) throws IOException {
        Files.createDirectories(LINES.getParent());
        try (PrintStream lines = new PrintStream(LINES.toFile(), StandardCharsets.US_ASCII)) {
            for (Case each : cases) {
                byte[] password = each.password().getBytes(StandardCharsets.UTF_8);
                lines.println(
                        HexFormat.of().formatHex(password) + " " + each.right().substring(0, 29));
            }
        }
        Process perl = new ProcessBuilder("perl", "-ne", CRYPT, LINES.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> made = perl.inputReader(StandardCharsets.US_ASCII).lines().toList();
        return IntStream.range(0, cases.size())
                .filter(i ->
                        i >= made.size() || !made.get(i).equals(cases.get(i).right()))
                .count();
    }

    private static Case madeByElytron(Random random) {
        String password = text(random);
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        String other = password.substring(0, password.length() - 1) + (password.endsWith("x") ? "y" : "x");
        return new Case(password, BcryptUtil.bcryptHash(password, 4 + random.nextInt(3), salt), other);
    }

    /** Returns 1 to 72 bytes of text that Elytron's normalisation does not change: ASCII and small Cyrillic letters. */
    private static String text(Random random) {
        int bytes = 1 + random.nextInt(MOST_BYTES);
        StringBuilder text = new StringBuilder();
        while (bytes > 0) {
            boolean two = bytes > 1 && random.nextInt(4) == 0;
            text.append((char) (two ? 0x430 + random.nextInt(32) : 0x21 + random.nextInt(94)));
            bytes -= two ? 2 : 1;
        }
        return text.toString();
    }

    private static void printRatio() {
        double[] ratios = new double[7];
        for (int i = 0; i < ratios.length; i++) {
            double one = cpuMillis(20, () -> TwinLanes.compute(costTen()));
            double two = cpuMillis(20, () -> TwinLanes.compute(costTen(), costTen())) / 2;
            ratios[i] = two / one;
            System.out.printf("CPU for one of cost 10: one lane %.1f ms, two lanes %.1f ms%n", one, two);
        }
        System.out.printf("two lanes / one lane: %.2f (median)%n", Loop.median(ratios));
    }

    private static BcryptJob costTen() {
        return new BcryptJob("k3Jx9QmZ".repeat(8).getBytes(StandardCharsets.US_ASCII), new byte[16], 10);
    }

    private static double cpuMillis(int times, Runnable work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e6 / times;
    }
}
