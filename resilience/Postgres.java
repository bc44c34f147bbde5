import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL servers from Debian's packages: a single one, or a primary with a standby that has received everything before a commit is
 * acknowledged.
 */
final class Postgres implements AutoCloseable {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path bin;
    private final Path data;
    private final int port;

    private Postgres(Path data, int port) throws IOException {
        this.bin = newest();
        this.data = data;
        this.port = port;
    }

    /** Starts an empty server. A commit waits for a standby as soon as there is one. */
    static Postgres primary() throws IOException, InterruptedException {
        Postgres server = new Postgres(folder(), freePort());
        server.run("initdb", "-D", server.data.toString(), "-U", "latchkey", "-A", "trust", "-E", "UTF8", "--no-sync");
        server.configure("fsync=on", "synchronous_commit=on", "wal_level=replica", "max_wal_senders=5");
        server.start();
        return server;
    }

    /** Starts a standby that streams from this server; from now on, a commit is acknowledged after the standby has it, too. */
    Postgres standby() throws IOException, InterruptedException {
        Postgres standby = new Postgres(folder(), freePort());
        standby.run(
                "pg_basebackup",
                "-D",
                standby.data.toString(),
                "-R",
                "-X",
                "stream",
                "-c",
                "fast",
                "-d",
                "host=127.0.0.1 port=" + port + " user=latchkey application_name=standby");
        standby.configure("synchronous_standby_names=");
        standby.start();
        configure("synchronous_standby_names=*");
        run("pg_ctl", "-D", data.toString(), "reload", "-s");
        Thread.sleep(2000);
        return standby;
    }

    void start() throws IOException, InterruptedException {
        String options = "-p " + port + " -k " + data + " -c listen_addresses=127.0.0.1";
        run(
                "pg_ctl",
                "-D",
                data.toString(),
                "-o",
                options,
                "-l",
                data.resolve("log").toString(),
                "-w",
                "-s",
                "start");
    }

    void stop() throws IOException, InterruptedException {
        run("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "-s", "stop");
    }

    /** Kills all processes of the server at once, as a loss of power does. */
    void kill() throws IOException, InterruptedException {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        List<String> all = new ArrayList<>(List.of("kill", "-9", Long.toString(postmaster)));
        ProcessHandle.of(postmaster).stream()
                .flatMap(ProcessHandle::descendants)
                .forEach(process -> all.add(Long.toString(process.pid())));
        new ProcessBuilder(all).inheritIO().start().waitFor();
        Thread.sleep(500);
    }

    void promote() throws IOException, InterruptedException {
        run("pg_ctl", "-D", data.toString(), "-w", "-s", "promote");
    }

    /** Runs one statement as the superuser. */
    void execute(String sql) throws IOException, InterruptedException {
        run(
                "psql",
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-U",
                "latchkey",
                "-d",
                "postgres",
                "-v",
                "ON_ERROR_STOP=1",
                "-q",
                "-c",
                sql);
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    private void configure(String... settings) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            lines.append(parts[0]).append(" = '").append(parts[1]).append("'\n");
        }
        Path file = data.resolve("postgresql.auto.conf");
        // the last value of a setting counts
        Files.writeString(file, Files.readString(file) + lines);
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (ROOT) {
            // PostgreSQL does not run as root; Debian's package has created this user
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(data.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(program + " has ended with " + process.exitValue());
        }
    }

    private static Path newest() throws IOException {
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.max(Comparator.comparingInt(
                            folder -> Integer.parseInt(folder.getFileName().toString())))
                    .orElseThrow()
                    .resolve("bin");
        }
    }

    private static Path folder() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("latchkey-resilience-");
        if (ROOT) {
            new ProcessBuilder("chown", "postgres:", folder.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        }
        return folder;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (Files.exists(data.resolve("postmaster.pid"))) {
            try {
                run("pg_ctl", "-D", data.toString(), "-m", "immediate", "-w", "-s", "stop");
            } catch (IllegalStateException e) {
                // the server was killed and no longer runs
            }
        }
        new ProcessBuilder("rm", "-rf", data.toString()).inheritIO().start().waitFor();
    }
}
