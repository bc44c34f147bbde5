import dev.latchkey.password.bcrypt.BcryptEngine;
import dev.latchkey.password.bcrypt.BcryptJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Measures bcrypt alone: C's, Elytron's, and the service's own with one lane and with two. */
final class RawBcrypt {

    private static final Path PROGRAM = Path.of("target/bench/crypt");
    /** As long as the service's input for bcrypt: the base64 of 48 bytes. */
    private static final byte[] INPUT = "k3Jx9QmZ".repeat(8).getBytes(StandardCharsets.US_ASCII);

    private final int cost;
    private final Duration slice;

    RawBcrypt(int cost, Duration slice) {
        this.cost = cost;
        this.slice = slice;
    }

    /** Compiles the C program. Without a compiler, it fails with the package to install. */
    static void compile() throws IOException, InterruptedException {
        Files.createDirectories(PROGRAM.getParent());
        run(List.of("cc", "-O2", "-o", PROGRAM.toString(), "bench/crypt.c", "-lcrypt", "-lpthread"));
    }

    /** crypt(3) of libxcrypt, in a process of its own. */
    Rate libxcrypt(int threads) throws IOException, InterruptedException {
        String[] printed = run(List.of(
                        PROGRAM.toString(),
                        String.valueOf(threads),
                        String.valueOf(slice.toMillis() / 1e3),
                        String.valueOf(cost)))
                .strip()
                .split(" ");
        double count = Double.parseDouble(printed[0]);
        return new Rate(count / Double.parseDouble(printed[1]), Double.parseDouble(printed[2]) * 1e3 / count);
    }

    Rate elytron(int threads) throws Exception {
        return rate(threads, 1, () -> BcryptEngine.ELYTRON.compute(job()));
    }

    Rate oneLane(int threads) throws Exception {
        return rate(threads, 1, () -> BcryptEngine.TWIN.compute(job()));
    }

    Rate twoLanes(int threads) throws Exception {
        return rate(threads, 2, () -> BcryptEngine.TWIN.compute(job(), job()));
    }

    private BcryptJob job() {
        return new BcryptJob(INPUT, new byte[16], cost);
    }

    private Rate rate(int threads, int hashes, Loop.Step step) throws Exception {
        Duration before = cpu();
        Loop.Outcome outcome = Loop.run(threads, slice, step);
        double cpuMillis = cpu().minus(before).toNanos() / 1e6;
        return new Rate(outcome.perSecond() * hashes, cpuMillis / outcome.count() / hashes);
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "bcrypt of C needs " + command.get(0) + " (Debian: apt-get install gcc libcrypt-dev)", e);
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed; libcrypt-dev has what it needs");
        }
        return printed;
    }
}
