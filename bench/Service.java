import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service as a separate process, with its log in {@code target/bench/service.log}. */
final class Service implements AutoCloseable {

    static final Path LOG = Path.of("target/bench/service.log");

    /** The garbage collector of the image. */
    private static final String COLLECTOR = "-XX:+UseSerialGC";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final long spawnedAt;
    private final String url;
    private final String managementUrl;

    private Service(Process process, long spawnedAt, int port, int managementPort) {
        this.process = process;
        this.spawnedAt = spawnedAt;
        this.url = "http://localhost:" + port;
        this.managementUrl = "http://localhost:" + managementPort;
    }

    /** Starts the service and does not wait. The secret must be the one with which the database was filled. */
    static Service spawn(Path java, Database database, String secret, int port, boolean throttled, String... jvmOptions)
            throws IOException {
        int managementPort = freePort();
        List<String> line = new ArrayList<>(List.of(java.toString(), COLLECTOR));
        line.addAll(List.of(jvmOptions));
        line.addAll(List.of(
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.port=" + managementPort,
                "-jar",
                "target/quarkus-app/quarkus-run.jar"));
        ProcessBuilder command = new ProcessBuilder(line);
        command.environment()
                .putAll(Map.of(
                        "LATCHKEY_DB_URL",
                        database.url(),
                        "LATCHKEY_DB_USERNAME",
                        "postgres",
                        // this PostgreSQL trusts every local connection, but the service requires a password
                        "LATCHKEY_DB_PASSWORD",
                        "not asked for here",
                        "LATCHKEY_SECRET",
                        secret,
                        "LATCHKEY_ISSUER",
                        "http://localhost:" + port,
                        // all measurements and tests come from one address
                        "LATCHKEY_THROTTLE_ENABLED",
                        String.valueOf(throttled),
                        // there is no load balancer here that would have to notice the shutdown
                        "QUARKUS_SHUTDOWN_DELAY",
                        "0s"));
        command.redirectErrorStream(true);
        command.redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()));
        long now = System.nanoTime();
        Service service = new Service(command.start(), now, port, managementPort);
        // also on Ctrl-C and on a failure
        Runtime.getRuntime().addShutdownHook(new Thread(service.process::destroyForcibly));
        return service;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return url;
    }

    String managementUrl() {
        return managementUrl;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** Returns the CPU time that the process has used on all cores so far. */
    Duration cpu() {
        return process().info().totalCpuDuration().orElseThrow();
    }

    Duration sinceSpawned() {
        return Duration.ofNanos(System.nanoTime() - spawnedAt);
    }

    Service awaitReady(Client client) throws InterruptedException {
        while (!client.isReady(this)) {
            if (!process.isAlive() || sinceSpawned().compareTo(PATIENCE) > 0) {
                throw new IllegalStateException("the service did not start, see " + LOG);
            }
            Thread.sleep(5);
        }
        return this;
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

    /** Returns the used heap after a garbage collection, in MiB. */
    double heapMebibytes(Client client) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process collection = new ProcessBuilder(jcmd, String.valueOf(process.pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (collection.waitFor() != 0) {
            throw new IllegalStateException("jcmd could not ask for a collection");
        }
        return metric(client, "jvm_memory_used_bytes", "area=\"heap\"") / 1024 / 1024;
    }

    /** Returns the sum of a metric's values with a label. */
    double metric(Client client, String name, String label) throws IOException, InterruptedException {
        return client.metrics(this)
                .lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
