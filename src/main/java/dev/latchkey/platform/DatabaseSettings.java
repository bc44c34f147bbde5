package dev.latchkey.platform;

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
 * Where the database is and who connects, as the settings say before anything starts. Its text form shows no password.
 *
 * @param url a JDBC URL
 * @param username the role
 * @param password of the role
 * @param pooler whether a pooler in transaction mode is in front; empty if nothing says so
 */
record DatabaseSettings(String url, String username, String password, Optional<Boolean> pooler) {

    private static final Pattern SCHEMA = Pattern.compile("[?&]currentSchema=([^&,]*)");

    /** As {@link ProductionSettings} has checked them. */
    static DatabaseSettings of(GivenSettings settings) {
        return new DatabaseSettings(
                settings.text("latchkey.db.url").orElse(""),
                settings.text("latchkey.db.username").orElse(""),
                settings.text("latchkey.db.password").orElse(""),
                settings.text(DatabaseStart.POOLER).map(text -> settings.converted(text, Boolean.class)));
    }

    /** Opens a connection that leaves no prepared statement behind, whatever is in front. */
    Connection connect(Duration patience) throws SQLException {
        String seconds = Long.toString(Math.max(1, patience.toSeconds()));
        Properties properties = new Properties();
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "latchkey-start");
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        // longer than the others, which tell more: for a name server that does not answer
        properties.setProperty("loginTimeout", Long.toString(patience.toSeconds() + 2));
        properties.setProperty("prepareThreshold", "0");
        if (DatabaseFaults.place(url).contains(",")) {
            // of several hosts the one that the service will use; of one, DatabaseNeeds tells more than the driver
            properties.setProperty("targetServerType", "primary");
        }
        return DriverManager.getConnection(url, properties);
    }

    /** The first schema of the URL's {@code currentSchema}; empty if it has none. */
    String schema() {
        Matcher parameter = SCHEMA.matcher(url);
        return parameter.find() ? URLDecoder.decode(parameter.group(1), StandardCharsets.UTF_8) : "";
    }

    @Override
    public String toString() {
        return "DatabaseSettings[" + username + "]";
    }
}
