import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL server of the benchmark's own on a free port. It is empty at the start and deleted at the end. */
final class Database implements AutoCloseable {

    private static final String LOGS = "latchkey-logs";

    private final EmbeddedPostgres server;
    private final Path logs;

    private Database(EmbeddedPostgres server, Path logs) {
        this.server = server;
        this.logs = logs;
    }

    /** Returns the folder of the server's log. */
    Path logs() {
        return logs;
    }

    static Database start() throws IOException {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target/bench")), "postgresql-")
                .toAbsolutePath();
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setPGStartupWait(Duration.ofSeconds(60))
                // the launcher turns these off; a commit would then not wait for the disk as it does in production
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_directory", LOGS)
                .start();
        return new Database(server, data.resolve(LOGS));
    }

    String url() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    }

    int port() {
        return server.getPort();
    }

    void run(String sql) {
        try (java.sql.Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
