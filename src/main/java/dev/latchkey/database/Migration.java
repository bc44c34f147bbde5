package dev.latchkey.database;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Gives Flyway connections of its own, without the timeouts of those that serve requests. Flyway's lock belongs to a transaction, which a
 * pooler in transaction mode allows. A data source is used because Flyway would expand expressions in a password.
 */
@Singleton
class Migration implements FlywayConfigurationCustomizer {

    private static final String CONNECT_SECONDS = "5";

    private final MigrationConnections connections;

    Migration(
            DatabaseConfig config,
            @ConfigProperty(name = "quarkus.flyway.jdbc-url") String url,
            @ConfigProperty(name = "quarkus.flyway.username") String username,
            @ConfigProperty(name = "quarkus.flyway.password") String password) {
        boolean pooler = config.pooler().orElse(false);
        Properties properties = new Properties();
        properties.putAll(SessionDefaults.driverProperties(pooler));
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "latchkey-migration");
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        this.connections = new MigrationConnections(url, properties, pooler ? "" : SessionDefaults.OF_MIGRATION);
    }

    @Override
    public void customize(FluentConfiguration flyway) {
        flyway.dataSource(connections);
    }
}
