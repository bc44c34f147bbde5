package dev.latchkey.database;

import dev.latchkey.http.Quiet;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.quarkus.agroal.runtime.JdbcDriver;
import io.quarkus.arc.Unremovable;
import io.quarkus.jdbc.postgresql.runtime.PostgreSQLAgroalConnectionConfigurer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Configures the pool beyond Quarkus' settings: which connections it drops, and which session parameters a connection sets. A connection is
 * dropped after an error that shows it to be broken or read-only, or when the background check, which runs every 2 s, finds it so.
 * Stateless.
 */
@Alternative
@Priority(1)
@JdbcDriver("postgresql")
@Unremovable
@ApplicationScoped
class DatabasePool extends PostgreSQLAgroalConnectionConfigurer {

    private static final Logger LOG = Logger.getLogger(DatabasePool.class);

    private final boolean pooler;
    private final Quiet quiet;

    DatabasePool(DatabaseConfig config, Quiet quiet) {
        this.quiet = quiet;
        this.pooler = config.pooler().orElse(false);
    }

    /** Called once, when the pool is created. */
    @Override
    public void setExceptionSorter(String databaseKind, AgroalDataSourceConfigurationSupplier pool) {
        pool.connectionPoolConfiguration().exceptionSorter(DatabasePool::isFatal);
        pool.connectionPoolConfiguration().connectionValidator(this::isUsable);
        AgroalConnectionFactoryConfigurationSupplier connections =
                pool.connectionPoolConfiguration().connectionFactoryConfiguration();
        SessionDefaults.driverProperties(pooler).forEach(connections::jdbcProperty);
        if (pooler) {
            // behind a pooler it would also apply to the next client of the server connection
            connections.jdbcTransactionIsolation(TransactionIsolation.UNDEFINED);
        } else {
            connections.initialSql(SessionDefaults.OF_SERVICE);
        }
    }

    /**
     * Returns whether an error ends its connection. 08: it is broken. 25006: it is read-only. 57P, 25P03, 25P04: the server ends it. 26000,
     * 42P05: a pooler has switched the server connection.
     */
    private static boolean isFatal(SQLException fault) {
        String state = fault.getSQLState();
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("57P")
                        || (state.startsWith("25P") && !state.equals("25P01") && !state.equals("25P02"))
                        || state.equals("25006")
                        || state.equals("26000")
                        || state.equals("42P05"));
    }

    /**
     * Validates a connection. Skipped while there are no requests: scheduled queries use the connection then, and a check every 2 s is
     * saved.
     */
    private boolean isUsable(Connection connection) {
        try {
            return quiet.now() || Writable.is(connection);
        } catch (SQLException e) {
            LOG.debug("a connection leaves the pool", e);
            return false;
        }
    }
}
