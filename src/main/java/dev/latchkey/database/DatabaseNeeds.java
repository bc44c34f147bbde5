package dev.latchkey.database;

import dev.latchkey.crypto.RootSecret;
import dev.latchkey.crypto.RootSecret.DerivedKey;
import dev.latchkey.crypto.RootSecret.Purpose;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks the requirements on a database that can be reached; {@code docs/postgresql.md} lists them. Each fault completes a sentence that
 * begins with {@code the database …} and names the remedy.
 */
final class DatabaseNeeds {

    /** PostgreSQL 14, the first version with {@code create or replace trigger}. */
    private static final int OLDEST_VERSION = 140_000;

    /** The service's statements may take, and wait for locks, this long. */
    private static final int SHORTEST_TIMEOUT_MILLIS = 10_000;

    private static final String HISTORY = "flyway_schema_history";
    private static final String FIRST_MIGRATION = "a user has roles and a role has permissions";

    private static final String SESSION = """
            select cast(current_setting('server_version_num') as int) as version,
                current_setting('server_version') as version_text,
                current_setting('server_encoding') as encoding,
                current_user as role,
                current_schema() as schema,
                quote_ident(current_schema()) = current_schema() as plain,
                current_setting('search_path') as search_path,
                coalesce(has_schema_privilege(current_schema(), 'create'), false) as creates,
                current_setting('transaction_read_only') as read_only,
                pg_is_in_recovery() as standby,
                current_setting('default_transaction_isolation') as isolation,
                current_setting('session_replication_role') as replication_role,
                (select cast(setting as int) from pg_settings where name = 'statement_timeout') as statement_timeout,
                (select cast(setting as int) from pg_settings where name = 'lock_timeout') as lock_timeout,
                (select cast(setting as int) from pg_settings where name = 'idle_in_transaction_session_timeout')
                    as idle_in_transaction_session_timeout""";

    private static final String FOREIGN_OWNERS =
            """
            select distinct pg_get_userbyid(c.relowner) from pg_class c
            where c.relnamespace = (select oid from pg_namespace where nspname = current_schema())
                and not pg_has_role(c.relowner, 'usage')
                and (c.relname ~ '""" + LatchkeyTables.MONTHS + "' or c.relname in ('" + String.join("', '", LatchkeyTables.NAMES) + "'))";

    /** Whether the schema has other tables. As in Flyway, objects of an extension do not count. */
    private static final String OTHERS_THINGS = """
            select exists (select from pg_class c where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
                and c.relnamespace = (select oid from pg_namespace where nspname = current_schema())
                and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e'))""";

    private static final String TABLE = """
            select exists (select from pg_class c where c.relname = ?
                and c.relnamespace = (select oid from pg_namespace where nspname = current_schema()))""";

    private final Connection connection;
    private final RootSecret secret;
    private final boolean pooler;
    private final String asked;
    private final List<String> faults = new ArrayList<>();

    /**
     * Checks over one connection.
     *
     * @param schema the schema in the settings; empty if they name none
     */
    DatabaseNeeds(Connection connection, RootSecret secret, boolean pooler, String schema) {
        this.asked = schema;
        this.connection = connection;
        this.secret = secret;
        this.pooler = pooler;
    }

    /** Returns the id of the PostgreSQL process that serves a connection. */
    static int processId(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_backend_pid()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Returns all faults at once. A check that depends on an earlier one is skipped if that failed. */
    List<String> faults() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SESSION);
                ResultSet row = statement.executeQuery()) {
            row.next();
            server(row);
            writing(row);
            if (pooler) {
                defaults(row);
            }
            schema(row);
        }
        if (faults.isEmpty()) {
            contents();
        }
        return faults;
    }

    private void server(ResultSet row) throws SQLException {
        if (row.getInt("version") < OLDEST_VERSION) {
            faults.add("is PostgreSQL " + row.getString("version_text") + ". Latchkey needs 14 or newer: upgrade it.");
        }
        if (!"UTF8".equals(row.getString("encoding"))) {
            faults.add("has the encoding " + row.getString("encoding")
                    + ", which cannot hold every user name. Make one with:"
                    + " create database … encoding 'UTF8' template template0.");
        }
        if (!"origin".equals(row.getString("replication_role"))) {
            faults.add("runs no triggers for this role (session_replication_role = " + row.getString("replication_role")
                    + "), so that ended sessions would not be revoked. Remove it: alter role \"" + row.getString("role")
                    + "\" reset session_replication_role.");
        }
    }

    private void writing(ResultSet row) throws SQLException {
        if (row.getBoolean("standby")) {
            faults.add(
                    "is a standby and cannot be written to (SQLSTATE 25006). Name the primary in LATCHKEY_DB_URL, or all"
                            + " hosts with commas between; the driver finds the primary.");
        } else if (!"off".equals(row.getString("read_only"))) {
            faults.add(
                    "is read-only (SQLSTATE 25006). Turn default_transaction_read_only off, for the server, the database and"
                            + " the role.");
        }
    }

    /** Checks the defaults of the session; on a direct connection the service sets them itself. */
    private void defaults(ResultSet row) throws SQLException {
        if (!"read committed".equals(row.getString("isolation"))) {
            reset(row, "default_transaction_isolation", "'read committed'", row.getString("isolation"));
        }
        for (String name : List.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")) {
            int millis = row.getInt(name);
            if (millis > 0 && millis < SHORTEST_TIMEOUT_MILLIS) {
                reset(row, name, "'10s'", millis + " ms");
            }
        }
    }

    private void reset(ResultSet row, String name, String value, String now) throws SQLException {
        faults.add("has " + name + " = " + now
                + " for this role, which cannot be set on each connection behind a pooler. Set it:" + " alter role \""
                + row.getString("role") + "\" set " + name + " = " + value + ".");
    }

    private void schema(ResultSet row) throws SQLException {
        String role = row.getString("role");
        String schema = row.getString("schema");
        if (schema == null) {
            faults.add("has no schema of the search path " + row.getString("search_path") + ". Correct currentSchema in"
                    + " LATCHKEY_DB_URL, or create it: create schema … authorization \"" + role + "\".");
        } else if (!row.getBoolean("plain")) {
            faults.add("has the schema \"" + schema
                    + "\", which Latchkey cannot use: name one of lower-case letters, digits and _"
                    + " as currentSchema in LATCHKEY_DB_URL.");
        } else if (pooler && !asked.isEmpty() && !asked.equalsIgnoreCase(schema)) {
            faults.add("is asked for the schema " + asked + " and uses " + schema
                    + ": the pooler in front drops currentSchema. Set it" + " for the role: alter role \"" + role
                    + "\" set search_path = \"" + asked + "\".");
        } else if (is(TABLE, HISTORY) && !texts(FOREIGN_OWNERS).isEmpty()) {
            List<String> owners = texts(FOREIGN_OWNERS);
            faults.add("has Latchkey's tables in the schema " + schema + ", but they belong to "
                    + String.join(", ", owners)
                    + " and not to " + role
                    + ". Connect as the owner (LATCHKEY_DB_USERNAME), or hand them over: reassign owned by \""
                    + owners.get(0) + "\" to \"" + role + "\".");
        } else if (!row.getBoolean("creates")) {
            faults.add("does not let the role " + role + " create tables in the schema " + schema
                    + " (SQLSTATE 42501). Permit it:"
                    + " grant create, usage on schema \"" + schema + "\" to \"" + role
                    + "\"; or give it a schema of its own and name"
                    + " that as currentSchema in LATCHKEY_DB_URL.");
        }
    }

    private void contents() throws SQLException {
        if (!is(TABLE, HISTORY)) {
            if (is(OTHERS_THINGS, null)) {
                faults.add(
                        "has tables of something else in its schema. Give Latchkey a schema or a database of its own:"
                                + " docs/postgresql.md.");
            }
            return;
        }
        List<String> first = texts("select description from flyway_schema_history where version = '1'");
        if (!first.isEmpty() && !first.contains(FIRST_MIGRATION)) {
            faults.add(
                    "has another application's flyway_schema_history in its schema. Give Latchkey a schema or a database of its"
                            + " own: docs/postgresql.md.");
        } else if (is(TABLE, "signing_keys")) {
            secret();
        }
    }

    /** Detects another database's root secret before anything is changed under it. */
    private void secret() throws SQLException {
        Set<String> known =
                secret.all(Purpose.KEY_ENCRYPTION).stream().map(DerivedKey::id).collect(Collectors.toSet());
        List<String> used = texts("select distinct secret_id from signing_keys where length(private_key) > 0");
        if (!known.containsAll(used)) {
            faults.add(
                    "was written under another root secret than LATCHKEY_SECRET. Give the secret of this database; to change it,"
                            + " put the former one behind the new one, with a comma between.");
        }
    }

    private List<String> texts(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(Optional.ofNullable(rows.getString(1)).orElse(""));
            }
            return texts;
        }
    }

    private boolean is(String sql, @Nullable String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (parameter != null) {
                statement.setString(1, parameter);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
