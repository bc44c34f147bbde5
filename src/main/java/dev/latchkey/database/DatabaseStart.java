package dev.latchkey.database;

import dev.latchkey.config.GivenSettings;
import dev.latchkey.crypto.RootSecret;
import dev.latchkey.problem.DatabaseFaults;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.postgresql.PGConnection;

/**
 * Checks, before anything starts, whether the service can work with the database. The service, commands and {@code config check} share it.
 * It changes nothing.
 */
public final class DatabaseStart {

    /**
     * How long the service waits for a database that is not reachable yet. Together with the migration's own attempt, a fault is reported
     * within 30 s, before an orchestrator gives up.
     */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How long a command waits: not at all, because an operator waits for it. */
    public static final Duration ONE_TRY = Duration.ZERO;

    /** The setting, and the system property that passes the detected value to what starts afterwards. */
    static final String POOLER = "latchkey.db.pooler";

    private static final Duration OF_ONE_TRY = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DatabaseSettings settings;
    private final Consumer<String> waiting;
    private final long deadline;
    private String told = "";

    private DatabaseStart(DatabaseSettings settings, Duration patience, Consumer<String> waiting) {
        this.settings = settings;
        this.waiting = waiting;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /**
     * Returns what prevents the service from working with the database.
     *
     * @param settings what was given; {@code settings/ProductionSettings} must have found no fault in it
     * @param patience how long to wait for a transient fault
     * @param waiting receives the reason for waiting, each reason once
     * @return a sentence for each fault, with the remedy and without secrets; empty if there is none
     */
    public static List<String> faults(GivenSettings settings, Duration patience, Consumer<String> waiting) {
        DatabaseSettings database = DatabaseSettings.of(settings);
        RootSecret secret = RootSecret.parse(settings.text("latchkey.secret").orElse(""));
        return new DatabaseStart(database, patience, waiting).ask(secret);
    }

    private List<String> ask(RootSecret secret) {
        while (true) {
            try (Connection connection = settings.connect(OF_ONE_TRY)) {
                boolean pooler =
                        settings.pooler().isPresent() ? settings.pooler().get() : isBehindPooler(connection);
                List<String> faults = new DatabaseNeeds(connection, secret, pooler, settings.schema()).faults();
                if (faults.isEmpty()) {
                    tellWhatStarts(pooler, CurrentSchema.isIn(connection));
                }
                return faults.stream()
                        .map(fault -> "the database " + DatabaseFaults.place(settings.url()) + " " + fault)
                        .toList();
            } catch (SQLException e) {
                Optional<DatabaseFaults.Found> found = DatabaseFaults.find(e);
                String sentence = found.map(each -> each.sentence(DatabaseFaults.place(settings.url())))
                        .orElseGet(() -> unknown(e));
                boolean worthWaiting = found.isPresent() && found.get().fault().isPassing();
                if (!worthWaiting || !waits(sentence)) {
                    return List.of(sentence);
                }
            }
        }
    }

    private void tellWhatStarts(boolean pooler, boolean current) {
        if (settings.pooler().isEmpty()) {
            System.setProperty(POOLER, Boolean.toString(pooler));
        }
        if (current) {
            CurrentSchema.skipMigration();
        }
    }

    private boolean waits(String sentence) {
        if (System.nanoTime() + PAUSE.toNanos() > deadline) {
            return false;
        }
        if (!told.equals(sentence)) {
            told = sentence;
            waiting.accept(sentence);
        }
        try {
            Thread.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String unknown(SQLException fault) {
        // a message that quotes the URL would print secrets that an operator has put into it
        String message = String.valueOf(fault.getMessage());
        return "the database " + DatabaseFaults.place(settings.url()) + " cannot be asked (SQLSTATE "
                + fault.getSQLState() + ")" + (message.contains(settings.url()) ? "" : ": " + message);
    }

    /** Returns whether a pooler is in front: it reports process ids of its own, which differ from PostgreSQL's. */
    private static boolean isBehindPooler(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID() != DatabaseNeeds.processId(connection);
    }
}
