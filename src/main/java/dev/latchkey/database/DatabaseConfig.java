package dev.latchkey.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The PostgreSQL database in {@code prod}, which Quarkus' data source uses; dev mode and tests start their own. */
@ConfigMapping(prefix = "latchkey.db")
public interface DatabaseConfig {

    /**
     * A JDBC URL, for example {@code jdbc:postgresql://db:5432/latchkey}.
     *
     * @return the URL
     */
    @WithDefault("")
    Optional<String> url();

    /**
     * The role to connect as.
     *
     * @return the user name
     */
    Optional<String> username();

    /**
     * The password of that role.
     *
     * @return the password
     */
    Optional<String> password();

    /**
     * Whether a pooler in transaction mode is in front, as PgBouncer can be. Then no state is kept on a connection from one transaction
     * to the next.
     *
     * @return none by default: the start detects whether there is a pooler, and assumes transaction mode
     */
    Optional<Boolean> pooler();

    /**
     * A file that holds the password instead.
     *
     * @return none by default
     */
    Optional<String> passwordFile();
}
