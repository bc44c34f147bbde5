import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process that is measured, and the time at which it was started. It ends with the benchmark at the latest. */
final class Spawned implements AutoCloseable {

    private final Process process;
    private final long spawnedAt;

    private Spawned(Process process, long spawnedAt) {
        this.process = process;
        this.spawnedAt = spawnedAt;
    }

    /** Starts a program, and appends its output to a log. */
    static Spawned start(ProcessBuilder command, Path log) throws IOException {
        command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        long now = System.nanoTime();
        Spawned spawned = new Spawned(command.start(), now);
        // also on Ctrl-C and on a failure
        Runtime.getRuntime().addShutdownHook(new Thread(spawned.process::destroyForcibly));
        return spawned;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns the time since the process was started. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - spawnedAt);
    }

    /** Returns the CPU time that the process has used on all cores so far. */
    Duration cpu() {
        return handle().info().totalCpuDuration().orElseThrow();
    }

    /** Returns the resident memory of the process in MiB; Linux only. */
    long residentMebibytes() throws IOException {
        return mebibytes("VmRSS:");
    }

    /** Returns the peak resident memory of the process in MiB; Linux only. */
    long peakMebibytes() throws IOException {
        return mebibytes("VmHWM:");
    }

    private long mebibytes(String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
