import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The packaged service as a separate process, with its log in {@code target/bench/service.log}. */
final class Service implements AutoCloseable {

    static final Path LOG = Path.of("target/bench/service.log");
    static final String JAR = "target/quarkus-app/quarkus-run.jar";

    /** The garbage collector of the image. */
    private static final String COLLECTOR = "-XX:+UseSerialGC";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Spawned process;
    private final String url;
    private final String managementUrl;

    private Service(Spawned process, int port, int managementPort) {
        this.process = process;
        this.url = "http://localhost:" + port;
        this.managementUrl = "http://localhost:" + managementPort;
    }

    /** Starts the jar on a JVM and does not wait. The secret must be the one with which the database was filled. */
    static Service spawn(Path java, Database database, String secret, int port, boolean throttled, String... jvmOptions)
            throws IOException {
        List<String> line = new ArrayList<>(List.of(java.toString(), COLLECTOR));
        line.addAll(List.of(jvmOptions));
        line.addAll(List.of("-jar", JAR));
        return spawn(line, database, secret, port, Map.of("LATCHKEY_THROTTLE_ENABLED", String.valueOf(throttled)));
    }

    /** Starts the program of a command line with further settings and does not wait. */
    static Service spawn(
            List<String> line, Database database, String secret, int port, Map<String, String> furtherSettings)
            throws IOException {
        int managementPort = freePort();
        ProcessBuilder command = new ProcessBuilder(line);
        command.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_PORT",
                        String.valueOf(port),
                        "QUARKUS_MANAGEMENT_PORT",
                        String.valueOf(managementPort),
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
                        // there is no load balancer here that would have to notice the shutdown
                        "QUARKUS_SHUTDOWN_DELAY",
                        "0s"));
        command.environment().putAll(furtherSettings);
        return new Service(Spawned.start(command, LOG), port, managementPort);
    }

    /**
     * Returns a port below those that Linux gives to connections, 32768 and more: who waits for the service and tries to connect to such a
     * port gets it as its own in the end, is connected with itself, and the service finds its port taken.
     */
    static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // the next one
                continue;
            }
        }
    }

    String url() {
        return url;
    }

    String managementUrl() {
        return managementUrl;
    }

    ProcessHandle process() {
        return process.handle();
    }

    Spawned spawned() {
        return process;
    }

    /** Returns the CPU time that the process has used on all cores so far. */
    Duration cpu() {
        return process.cpu();
    }

    Duration sinceSpawned() {
        return process.age();
    }

    Service awaitReady(Client client) throws InterruptedException {
        while (!listens() || !client.isReady(this)) {
            if (!process.isAlive() || sinceSpawned().compareTo(PATIENCE) > 0) {
                throw new IllegalStateException("the service did not start, see " + LOG);
            }
            Thread.sleep(5);
        }
        return this;
    }

    /** Returns whether there is something to ask: a connection that fails costs less than a request that does, on the same cores. */
    private boolean listens() {
        try (Connection probe = new Connection(managementUrl)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the resident memory of the process in MiB; Linux only. */
    long residentMebibytes() throws IOException {
        return process.residentMebibytes();
    }

    /** Returns the peak resident memory of the process in MiB; Linux only. */
    long peakMebibytes() throws IOException {
        return process.peakMebibytes();
    }

    /** Returns the used heap after a garbage collection, in MiB. */
    double heapMebibytes(Client client) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process collection = new ProcessBuilder(jcmd, String.valueOf(process().pid()), "GC.run")
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
        process.close();
    }
}
