import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Another service with a login, from {@code bench/peers}, started as its users would start it. */
final class Peer implements AutoCloseable {

    private static final Path LOG = Path.of("target/bench/peers.log");
    private static final Path SPRING = Path.of("bench/peers/spring/target/peer-spring.jar");
    private static final Path EXPRESS = Path.of("bench/peers/express");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String name;
    private final String url;
    private final Spawned process;

    private Peer(String name, List<String> command, int port) throws IOException {
        this.name = name;
        this.url = "http://localhost:" + port;
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of("NODE_ENV", "production", "SERVER_PORT", String.valueOf(port)));
        this.process = Spawned.start(builder, LOG);
    }

    /** Starts a peer. */
    interface Start {
        Peer start() throws Exception;
    }

    /** Returns all peers, none of them started. */
    static List<Start> all() {
        return List.of(() -> express("bcryptjs"), () -> express("bcrypt"), Peer::spring);
    }

    /** {@code bcryptjs} is JavaScript; {@code bcrypt} is C++ and comes compiled from npm. */
    static Peer express(String library) throws Exception {
        prepareExpress();
        int port = Service.freePort();
        String server = EXPRESS.resolve("server.mjs").toString();
        return new Peer("Express, " + library, List.of("node", server, library, String.valueOf(port)), port)
                .awaitReady();
    }

    /** Installs Express and its libraries, unless they are there. */
    static void prepareExpress() throws IOException, InterruptedException {
        if (!Files.exists(EXPRESS.resolve("node_modules"))) {
            prepare(EXPRESS, "npm", "ci", "--silent", "--no-audit", "--no-fund");
        }
    }

    private static Peer spring() throws Exception {
        if (!Files.exists(SPRING)) {
            prepare(Path.of("."), "./mvnw", "-B", "-q", "-f", "bench/peers/spring/pom.xml", "package", "-DskipTests");
        }
        List<String> command = List.of(Lab.ownJava().toString(), "-jar", SPRING.toString());
        return new Peer("Spring Boot", command, Service.freePort()).awaitReady();
    }

    private static void prepare(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
    }

    Target target() {
        return new Target(name, url, process.handle());
    }

    Spawned spawned() {
        return process;
    }

    /** Waits until the peer listens, which is the last thing that it does at its start. */
    private Peer awaitReady() throws InterruptedException {
        while (true) {
            try (Connection listening = new Connection(url)) {
                return this;
            } catch (IOException e) {
                if (!process.isAlive() || process.age().compareTo(PATIENCE) > 0) {
                    close();
                    throw new IllegalStateException(name + " did not start, see " + LOG, e);
                }
                Thread.sleep(5);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
