import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** A service process, with its log in {@code target/resilience}. */
final class Replica implements AutoCloseable {

    static final Path PRESENT = Path.of("target/quarkus-app/quarkus-run.jar");

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    final URI service;
    final URI management;
    private final Process process;

    private Replica(Process process, int port, int managementPort) {
        this.process = process;
        this.service = URI.create("http://127.0.0.1:" + port);
        this.management = URI.create("http://127.0.0.1:" + managementPort);
    }

    /** Starts the process and does not wait. */
    static Replica spawn(Path jar, String databaseUrl, String secret, Map<String, String> more) throws IOException {
        int port = Postgres.freePort();
        int managementPort = Postgres.freePort();
        ProcessBuilder command = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.port=" + managementPort,
                "-jar",
                jar.toAbsolutePath().toString()));
        Map<String, String> settings = new HashMap<>(Map.of(
                "LATCHKEY_DB_URL", databaseUrl,
                "LATCHKEY_DB_USERNAME", "latchkey",
                "LATCHKEY_DB_PASSWORD", "not asked for here",
                "LATCHKEY_SECRET", secret,
                "LATCHKEY_ISSUER", "http://localhost:8080"));
        settings.putAll(more);
        if (knowsThrottle(jar)) {
            // an earlier release would not start with a setting that it does not know
            settings.putIfAbsent("LATCHKEY_THROTTLE_ENABLED", "false");
        }
        command.environment().putAll(settings);
        command.redirectErrorStream(true);
        Path log = Path.of("target/resilience/replica-" + port + ".log");
        Files.createDirectories(log.getParent());
        command.redirectOutput(log.toFile());
        Replica replica = new Replica(command.start(), port, managementPort);
        Runtime.getRuntime().addShutdownHook(new Thread(replica.process::destroyForcibly));
        return replica;
    }

    private static boolean knowsThrottle(Path jar) throws IOException {
        try (Stream<Path> files = Files.list(jar.resolveSibling("app"))) {
            try (JarFile application =
                    new JarFile(files.findFirst().orElseThrow().toFile())) {
                return application.getEntry("dev/latchkey/throttle/Throttle.class") != null;
            }
        }
    }

    boolean isReady() {
        return new Caller(management).get("/q/health/ready", null).status() == 200;
    }

    Replica awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("a replica did not start, see target/resilience");
            }
            Thread.sleep(50);
        }
        return this;
    }

    /** Stops the process as an orchestrator does: SIGTERM, and time to finish. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a replica does not stop");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
