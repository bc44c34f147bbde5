import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What all benchmarks need: a database, a secret for it, a client, and the JDK that runs them. */
final class Lab implements AutoCloseable {

    static final String USERNAME = "alice";

    /**
     * A user whose session outlives the logins of {@link #USERNAME}. A user has at most 100 sessions, and the next login ends the oldest
     * one.
     */
    static final String OBSERVER = "olive";

    final Client client = new Client();
    final Database database;

    private final String secret;
    private final int port;

    private Lab(Database database, int port) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.secret = Base64.getEncoder().encodeToString(random);
        this.database = database;
        this.port = port;
    }

    static Lab open() throws IOException {
        return open(Service.freePort());
    }

    static Lab open(int port) throws IOException {
        Database database = Database.start();
        Files.deleteIfExists(Service.LOG);
        return new Lab(database, port);
    }

    Service spawn(Path java, String... jvmOptions) throws IOException {
        return Service.spawn(java, database, secret, port, false, jvmOptions);
    }

    /** Starts the program of a command line: the jar with other options than those of {@link #spawn(Path, String...)}, or a binary. */
    Service spawn(List<String> line, Map<String, String> settings) throws IOException {
        return Service.spawn(line, database, secret, port, settings);
    }

    Service spawnThrottled(Path java) throws IOException {
        return Service.spawn(java, database, secret, port, true);
    }

    /** Starts a service on a port of its own that trusts {@code X-Forwarded-For} from callers on this machine. */
    Service spawnBehindProxy(Path java) throws IOException {
        return Service.spawn(java, database, secret, Service.freePort(), true, Crowd.PROXY_OPTION);
    }

    static Path ownJava() {
        return javaOf(System.getProperty("java.home"));
    }

    static Path javaOf(String javaHome) {
        return Path.of(javaHome, "bin", "java");
    }

    /** Returns the CPU time that this process, the client, has used on all cores so far. */
    static Duration ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    static void printMachine() {
        System.out.printf(
                "%s, %d cores, %s %s%n",
                LocalDate.now(), cores(), System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static String ownJdk() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version");
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
