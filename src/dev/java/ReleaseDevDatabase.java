import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stops the PostgreSQL that a killed dev mode left running, so that the next one can start on the same data.
 *
 * <p>Maven runs this file as it is when {@code postmaster.pid} is there before dev mode begins. It never touches a database
 * that a live dev mode owns, nor a process that is not this directory's PostgreSQL.
 */
final class ReleaseDevDatabase {

    private static final int PATIENCE_SECONDS = 20;

    private final Path data;
    private final Path pidFile;

    private ReleaseDevDatabase(Path data) {
        this.data = data;
        this.pidFile = data.resolve("postmaster.pid");
    }

    public static void main(String... args) throws IOException, InterruptedException {
        new ReleaseDevDatabase(Path.of(args[0]).toAbsolutePath().normalize()).release();
    }

    /** The starter of the database holds a lock on this file as long as its JVM lives. */
    private void release() throws IOException, InterruptedException {
        Path lockFile = data.resolve("epg-lock");
        if (!Files.exists(lockFile)) {
            stopOrphan();
            return;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                say("belongs to a dev mode that is running; nothing done");
            } else {
                stopOrphan();
            }
        }
    }

    private void stopOrphan() throws IOException, InterruptedException {
        // process, data directory, start, port, ...
        List<String> record = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
        if (record.size() < 4 || !record.get(0).strip().matches("[0-9]{1,10}")) {
            return;
        }
        Optional<ProcessHandle> process =
                ProcessHandle.of(Long.parseLong(record.get(0).strip()));
        if (process.filter(ProcessHandle::isAlive).isEmpty()) {
            // PostgreSQL removes the file by itself, once it has made sure that nobody uses its shared memory
            return;
        }
        if (isOurs(process.get(), record)) {
            stop(process.get());
        } else {
            // PostgreSQL would take that process for its predecessor and refuse to start
            Files.delete(pidFile);
            say("was left by a run that is gone; removed its postmaster.pid, which names another process");
        }
    }

    /** A process number is used again, and a directory is copied: program, port and directory must fit, too. */
    private boolean isOurs(ProcessHandle process, List<String> record) throws IOException {
        Path recorded = Path.of(record.get(1).strip());
        if (!Files.exists(recorded) || !Files.isSameFile(recorded, data)) {
            return false;
        }
        // Windows tells no arguments: there the program's name must do
        String program = process.info().command().orElse("");
        return process.info()
                .commandLine()
                .map(line -> line.contains("postgres")
                        && line.contains(" -p " + record.get(3).strip() + " "))
                .orElseGet(() -> program.endsWith("postgres.exe"));
    }

    private void stop(ProcessHandle postgres) throws IOException, InterruptedException {
        say("was left running by a dev mode that was killed; stopping process " + postgres.pid());
        // SIGINT is PostgreSQL's fast shutdown; SIGTERM, which destroy() sends, waits for every client to leave
        if (System.getProperty("os.name").startsWith("Windows")) {
            postgres.destroyForcibly();
        } else {
            new ProcessBuilder("kill", "-INT", Long.toString(postgres.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        }
        if (!ends(postgres)) {
            say("does not stop; killing it");
            postgres.destroyForcibly();
            ends(postgres);
        }
    }

    private static boolean ends(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !process.isAlive();
        }
    }

    private void say(String what) {
        System.out.println("The database in " + data.getFileName() + " " + what);
    }
}
