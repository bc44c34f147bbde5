package dev.latchkey.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Readiness check: the database accepts writes. It uses its own thread and connection, because requests can take all connections of the
 * pool, and a service that is merely busy must not be taken out of service. Concurrent checks share one result, which is kept for half a
 * second. Safe for use by several threads.
 */
@Readiness
@ApplicationScoped
class DatabaseCheck implements AsyncHealthCheck {

    private static final Logger LOG = Logger.getLogger(DatabaseCheck.class);

    /** The name of Quarkus' own check, which dashboards know. */
    private static final String NAME = "Database connections health check";

    private static final Duration KEPT = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String url;
    private final Properties properties = new Properties();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(DatabaseCheck::daemon);

    /** Used by {@link #thread} only. */
    private @Nullable Connection connection;

    private CompletableFuture<Boolean> latest = CompletableFuture.completedFuture(false);
    private long askedAt = System.nanoTime() - KEPT.toNanos();

    DatabaseCheck(
            AgroalDataSource pool,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> username,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        AgroalConnectionFactoryConfiguration ofPool =
                pool.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
        this.url = ofPool.jdbcUrl();
        properties.putAll(ofPool.jdbcProperties());
        username.ifPresent(name -> properties.setProperty("user", name));
        password.ifPresent(text -> properties.setProperty("password", text));
        properties.setProperty("ApplicationName", "latchkey-health");
        properties.setProperty("connectTimeout", Long.toString(PATIENCE.toSeconds()));
        properties.setProperty("socketTimeout", Long.toString(PATIENCE.toSeconds()));
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .completionStage(this::ask)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(false)
                .map(up -> HealthCheckResponse.named(NAME).status(up).build());
    }

    private synchronized CompletableFuture<Boolean> ask() {
        boolean fresh = System.nanoTime() - askedAt < KEPT.toNanos();
        if (latest.isDone() && !fresh) {
            askedAt = System.nanoTime();
            latest = CompletableFuture.supplyAsync(this::isUp, thread);
        }
        return latest;
    }

    private boolean isUp() {
        try {
            boolean kept = connection != null;
            // a kept connection may have broken meanwhile, so a failure is confirmed with a new one
            return isWritable() || (kept && isWritable());
        } catch (SQLException e) {
            LOG.debug("the database is not available", e);
            return false;
        }
    }

    /** Drops a connection that is broken or read-only: the next one may reach another server, or see the setting changed. */
    private boolean isWritable() throws SQLException {
        Connection present = connection;
        if (present == null) {
            present = DriverManager.getConnection(url, properties);
            connection = present;
        }
        boolean writable = false;
        try {
            writable = Writable.is(present);
        } catch (SQLException e) {
            LOG.debug("the connection of the readiness broke", e);
        }
        if (!writable) {
            disconnect();
        }
        return writable;
    }

    private void hangUp() {
        try {
            disconnect();
        } catch (SQLException e) {
            LOG.debug("a connection could not be closed", e);
        }
    }

    private void disconnect() throws SQLException {
        Connection former = connection;
        connection = null;
        if (former != null) {
            former.close();
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        thread.execute(this::hangUp);
        thread.shutdown();
        if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            thread.shutdownNow();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "database-check");
        thread.setDaemon(true);
        return thread;
    }
}
