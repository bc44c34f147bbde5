package dev.latchkey.database;

import dev.latchkey.config.GivenSettings;
import dev.latchkey.problem.DatabaseFaults;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The database's URL and credentials, from the settings before anything starts. Its text form shows no password.
 *
 * @param url a JDBC URL
 * @param username the role
 * @param password of the role
 * @param pooler whether a pooler in transaction mode is in front; empty if it is not set
 */
record DatabaseSettings(String url, String username, String password, Optional<Boolean> pooler) {

    private static final Pattern SCHEMA = Pattern.compile("[?&]currentSchema=([^&,]*)");

    /** Reads the settings, which {@code settings/ProductionSettings} has checked. */
    static DatabaseSettings of(GivenSettings settings) {
        return new DatabaseSettings(
                settings.text("latchkey.db.url").orElse(""),
                settings.text("latchkey.db.username").orElse(""),
                settings.text("latchkey.db.password").orElse(""),
                settings.text(DatabaseStart.POOLER).map(text -> settings.converted(text, Boolean.class)));
    }

    /** Opens a connection without server-side prepared statements, which a pooler in front may not support. */
    Connection connect(Duration patience) throws SQLException {
        String seconds = Long.toString(Math.max(1, patience.toSeconds()));
        Properties properties = new Properties();
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "latchkey-start");
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        // longer than the others, whose errors are more precise: for a name server that does not answer
        properties.setProperty("loginTimeout", Long.toString(patience.toSeconds() + 2));
        properties.setProperty("prepareThreshold", "0");
        if (DatabaseFaults.place(url).contains(",")) {
            // with several hosts, select the primary as the service will; with one, DatabaseNeeds reports more than the
            // driver
            properties.setProperty("targetServerType", "primary");
        }
        return DriverManager.getConnection(url, properties);
    }

    /** Returns the first schema of the URL's {@code currentSchema}; empty if it has none. */
    String schema() {
        Matcher parameter = SCHEMA.matcher(url);
        return parameter.find() ? URLDecoder.decode(parameter.group(1), StandardCharsets.UTF_8) : "";
    }

    @Override
    public String toString() {
        return "DatabaseSettings[" + username + "]";
    }
}
