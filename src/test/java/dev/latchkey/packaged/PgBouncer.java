package dev.latchkey.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real PgBouncer in transaction mode, with few server connections, so that many clients share each of them. */
final class PgBouncer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Optional<Path> PROGRAM = Stream.of("/usr/sbin", "/usr/bin", "/usr/local/bin")
            .map(directory -> Path.of(directory, "pgbouncer"))
            .filter(Files::isExecutable)
            .findFirst();

    private final int port;
    private final Process process;
    private final Path log;

    /** Starts in front of a server on this machine that requires no password; further lines go into the section {@code [pgbouncer]}. */
    PgBouncer(int serverPort, String... settings) {
        try {
            this.port = freePort();
            // the program drops root privileges before it reads its files
            Path directory = Files.createTempDirectory("pgbouncer-");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            this.log = directory.resolve("log");
            Path users = Files.writeString(directory.resolve("users.txt"), "\"postgres\" \"\"\n\"app\" \"\"\n");
            Path ini = Files.writeString(directory.resolve("pgbouncer.ini"), """
                    [databases]
                    * = host=127.0.0.1 port=%d
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = trust
                    auth_file = %s
                    pool_mode = transaction
                    default_pool_size = 5
                    max_client_conn = 100
                    %s
                    """.formatted(
                            serverPort, port, users, String.join("\n", settings)));
            List<String> command = new ArrayList<>(List.of(PROGRAM.orElseThrow().toString(), ini.toString()));
            if ("root".equals(System.getProperty("user.name"))) {
                command.addAll(1, List.of("-u", "nobody"));
            }
            this.process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!Waiting.comesTrue(PATIENCE, this::listens)) {
            close();
            throw new AssertionError("pgbouncer does not listen: " + log());
        }
    }

    static boolean isInstalled() {
        return PROGRAM.isPresent();
    }

    String url(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
