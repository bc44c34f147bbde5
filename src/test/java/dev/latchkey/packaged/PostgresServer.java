package dev.latchkey.packaged;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL that can be stopped, restarted with the same data on the same port, and frozen. */
final class PostgresServer implements AutoCloseable {

    private final Path data;
    private final AtomicInteger databases = new AtomicInteger();
    private @Nullable EmbeddedPostgres running;
    private int port;
    private List<String> frozen = List.of();

    /** Starts a server with its files in a directory that the caller removes. */
    PostgresServer(Path directory) {
        this.data = directory.resolve("data");
        start();
    }

    void start() {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setErrorRedirector(Redirect.DISCARD)
                    .setOutputRedirector(Redirect.DISCARD);
            if (port != 0) {
                builder.setPort(port);
            }
            EmbeddedPostgres started = builder.start();
            running = started;
            port = started.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        try {
            if (running != null) {
                running.close();
            }
            running = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates an empty database and returns its JDBC URL. */
    String newDatabase() {
        return newDatabase("");
    }

    /** Creates a database with further clauses of {@code create database}. */
    String newDatabase(String clauses) {
        String name = "latchkey" + databases.incrementAndGet();
        execute("create database " + name + " " + clauses);
        return "jdbc:postgresql://localhost:" + port + "/" + name;
    }

    /** Returns the name of the database that was created last. */
    String lastDatabase() {
        return "latchkey" + databases.get();
    }

    int port() {
        return port;
    }

    /** Puts lines before those by which the server accepts every connection. */
    void authenticate(String lines) {
        Path file = data.resolve("pg_hba.conf");
        try {
            Files.writeString(file, lines + "\n" + Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        execute("select pg_reload_conf()");
    }

    /** Returns the first column of a query's rows in the database that was created last. */
    List<String> query(String sql) {
        try (Connection connection = server().getDatabase("postgres", "latchkey" + databases.get())
                        .getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs statements in the database that was created last, as its superuser. */
    void change(String sql) {
        try (Connection connection = server().getDatabase("postgres", "latchkey" + databases.get())
                        .getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Requires a password from a role; by default the server trusts every role. */
    void askForPasswordOf(String role) throws IOException {
        Path rules = data.resolve("pg_hba.conf");
        Files.writeString(rules, "host all " + role + " all scram-sha-256\n" + Files.readString(rules));
        execute("select pg_reload_conf()");
    }

    /** Suspends every process of the server without notice, as on a machine that hangs. */
    void freeze() {
        try {
            String postmaster =
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0);
            signal("STOP", List.of(postmaster));
            frozen = ProcessHandle.of(Long.parseLong(postmaster)).stream()
                    .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                    .map(process -> Long.toString(process.pid()))
                    .toList();
            signal("STOP", frozen);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void thaw() {
        if (!frozen.isEmpty()) {
            signal("CONT", frozen);
            frozen = List.of();
        }
    }

    @Override
    public void close() {
        thaw();
        stop();
    }

    /** Runs a statement outside of the databases that tests created. */
    void execute(String sql) {
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private EmbeddedPostgres server() {
        EmbeddedPostgres present = running;
        if (present == null) {
            throw new IllegalStateException("the server is stopped");
        }
        return present;
    }

    private static void signal(String name, List<String> processes) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        command.addAll(processes);
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException("no " + name + " for " + processes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
