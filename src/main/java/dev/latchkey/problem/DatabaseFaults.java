package dev.latchkey.problem;

import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Distinguishes faults of the database from faults of the service, and determines which one it is. Stateless. */
public final class DatabaseFaults {

    private static final int DEEPEST = 10;

    /** Host and database name of a URL, without parameters and without credentials before an {@code @}. */
    private static final Pattern PLACE = Pattern.compile("jdbc:postgresql:(?://(?:[^/?]*@)?([^/?@]*)/?)?([^?]*).*");

    /**
     * What Agroal 3.0.1 says in {@code ConnectionPool} if it gives no connection: not in time, or not any more because the service stops.
     */
    private static final Set<String> NO_CONNECTION = Set.of(
            "Sorry, acquisition timeout!",
            "Acquisition timeout while waiting for new connection",
            "Acquisition timeout on health check",
            "Interrupted while acquiring",
            "Can't create new connection as the pool is shutting down",
            "This pool is closed and does not handle any more connections!");

    private DatabaseFaults() {}

    /**
     * A fault of the database.
     *
     * @param fault which it is
     * @param state its SQLSTATE; {@code none} for a fault of the pool or the network
     * @param message what the server or a pooler said; empty if neither was reached
     */
    public record Found(DatabaseFault fault, String state, String message) {

        /**
         * Returns what happened, where and with which SQLSTATE.
         *
         * @param place a {@link #place}
         * @return the beginning of a sentence, without a period
         */
        public String what(String place) {
            // all refusals of a pooler have the same SQLSTATE and differ only in the message
            String words = fault == DatabaseFault.PROTOCOL && !message.isEmpty() ? ": " + message : "";
            return "the database " + place + " " + fault.what() + words + " (SQLSTATE " + state + ")";
        }

        /**
         * Returns what happened and what to do.
         *
         * @param place a {@link #place}
         * @return two sentences
         */
        public String sentence(String place) {
            return what(place) + ". " + fault.cure();
        }
    }

    /**
     * Returns the location that a JDBC URL names.
     *
     * @param url a JDBC URL
     * @return host, port and database: {@code db:5432/latchkey}; no parameter, and so no secret
     */
    public static String place(String url) {
        var parts = PLACE.matcher(url);
        if (!parts.matches()) {
            return "at LATCHKEY_DB_URL";
        }
        String hosts = parts.group(1) == null || parts.group(1).isEmpty() ? "localhost" : parts.group(1);
        return hosts + "/" + parts.group(2);
    }

    /** Returns the location of the running service's database. */
    public static String place() {
        return place(ConfigProvider.getConfig()
                .getOptionalValue("quarkus.datasource.jdbc.url", String.class)
                .orElse(""));
    }

    /**
     * Finds the fault of the database in an exception or its causes.
     *
     * @param fault any; null is none
     * @return empty if the database is not involved, or reported an error in a statement of the service
     */
    public static Optional<Found> find(@Nullable Throwable fault) {
        return sqlExceptions(fault, 0).flatMap(sql -> found(sql).stream()).findFirst();
    }

    /**
     * Returns whether an exception or its cause means that the database cannot serve now.
     *
     * @param fault any; null is none
     * @return true for every {@link DatabaseFault}
     */
    public static boolean isUnavailable(@Nullable Throwable fault) {
        return find(fault).isPresent();
    }

    /**
     * Returns whether an exception or its cause is a conflict with another transaction: nothing was changed, and a retry may succeed at
     * once.
     *
     * @param fault any; null is none
     * @return true for SQLSTATE class 40 (serialization failure, deadlock)
     */
    public static boolean isConflict(@Nullable Throwable fault) {
        return has(fault, sql -> sql.getSQLState() != null && sql.getSQLState().startsWith("40"));
    }

    private static boolean has(@Nullable Throwable fault, Predicate<SQLException> kind) {
        return sqlExceptions(fault, 0).anyMatch(kind);
    }

    /** Includes suppressed exceptions: a connection lost during the commit is a suppressed exception, not a cause. */
    private static Stream<SQLException> sqlExceptions(@Nullable Throwable fault, int depth) {
        if (fault == null || depth == DEEPEST) {
            return Stream.empty();
        }
        Stream<SQLException> itself = fault instanceof SQLException sql ? Stream.of(sql) : Stream.empty();
        Stream<SQLException> below = Stream.concat(
                        Stream.of(fault.getSuppressed()), Stream.ofNullable(fault.getCause()))
                .flatMap(each -> sqlExceptions(each, depth + 1));
        return Stream.concat(itself, below);
    }

    private static Optional<Found> found(SQLException fault) {
        String state = fault.getSQLState();
        Optional<DatabaseFault> kind = state == null ? ofPool(fault) : ofState(state, fault);
        return kind.map(each -> new Found(
                each,
                state == null ? "none" : state,
                String.valueOf(fault.getMessage()).strip()));
    }

    /**
     * Recognises Agroal's exceptions for a connection that it did not give, which have no SQLSTATE. Others without one, such as a statement
     * that was used after its end, are faults of the service.
     */
    private static Optional<DatabaseFault> ofPool(SQLException fault) {
        return NO_CONNECTION.contains(text(fault)) ? Optional.of(DatabaseFault.NO_FREE_CONNECTION) : Optional.empty();
    }

    private static Optional<DatabaseFault> ofState(String state, SQLException fault) {
        Optional<DatabaseFault> exactly = Optional.ofNullable(
                switch (state) {
                    case "08P01" -> DatabaseFault.PROTOCOL;
                    case "28P01" -> DatabaseFault.WRONG_PASSWORD;
                    case "3D000" -> DatabaseFault.NO_SUCH_DATABASE;
                    case "3F000" -> DatabaseFault.NO_SUCH_SCHEMA;
                    case "42501" -> DatabaseFault.NOT_PERMITTED;
                    case "25006" -> DatabaseFault.READ_ONLY;
                    case "53300" -> DatabaseFault.OUT_OF_CONNECTIONS;
                    // a transaction was idle or open for too long
                    case "25P03", "25P04" -> DatabaseFault.STARTING_OR_STOPPING;
                    case "55P03", "57014" -> DatabaseFault.BUSY;
                    case "42P05", "26000" -> DatabaseFault.POOLER;
                    default -> null;
                });
        return exactly.or(() -> Optional.ofNullable(
                switch (state.substring(0, Math.min(2, state.length()))) {
                    case "08" -> ofNetwork(fault);
                    case "28" -> DatabaseFault.ROLE_REFUSED;
                    case "40" -> DatabaseFault.CONFLICT;
                    case "53", "58" -> DatabaseFault.OUT_OF_RESOURCES;
                    case "57" -> DatabaseFault.STARTING_OR_STOPPING;
                    default ->
                        fault instanceof SQLTransientException || fault instanceof SQLRecoverableException
                                ? DatabaseFault.CONNECTION_LOST
                                : null;
                }));
    }

    /**
     * Determines why a connection failed. The driver's message is the same for every reason and depends on the locale, so the cause
     * decides.
     */
    private static DatabaseFault ofNetwork(SQLException fault) {
        if (String.valueOf(fault.getMessage()).contains("targetServerType")) {
            return DatabaseFault.READ_ONLY;
        }
        for (Throwable cause : causes(fault)) {
            if (cause instanceof UnknownHostException) {
                return DatabaseFault.UNKNOWN_HOST;
            } else if (cause instanceof NoRouteToHostException || text(cause).contains("unreachable")) {
                return DatabaseFault.NO_ROUTE;
            } else if (cause instanceof SocketTimeoutException || text(cause).contains("timed out")) {
                return DatabaseFault.TIMED_OUT;
            } else if (cause instanceof ConnectException) {
                return DatabaseFault.CONNECTION_REFUSED;
            } else if (isOfTls(cause)) {
                return DatabaseFault.TLS;
            }
        }
        // connection rejected: the driver uses it where the server has no TLS, or requires it
        return "08004".equals(fault.getSQLState()) ? DatabaseFault.TLS : DatabaseFault.CONNECTION_LOST;
    }

    /**
     * Returns whether the cause is a certificate, its host name or the file of its authority. The driver names the host name verifier in
     * the message in every language.
     */
    private static boolean isOfTls(Throwable cause) {
        return cause instanceof SSLException
                || cause instanceof GeneralSecurityException
                || cause instanceof FileNotFoundException
                || cause instanceof NoSuchFileException
                || text(cause).contains("hostnameverifier");
    }

    private static List<Throwable> causes(Throwable fault) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable each = fault; each != null && causes.size() < DEEPEST; each = each.getCause()) {
            causes.add(each);
        }
        return causes;
    }

    private static String text(Throwable fault) {
        return String.valueOf(fault.getMessage());
    }
}
