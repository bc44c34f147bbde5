package dev.latchkey.problem;

/**
 * Why the database cannot serve, as far as an operator can tell the faults apart: what happened and what to do. {@link DatabaseFaults}
 * selects the fault.
 */
public enum DatabaseFault {
    /** The name cannot be resolved. */
    UNKNOWN_HOST(
            true,
            "cannot be reached: the host name does not resolve",
            "Check the host in LATCHKEY_DB_URL, and the DNS."),
    /** The network has no way to it. */
    NO_ROUTE(
            true,
            "cannot be reached: there is no network route to the host",
            "Check the host in LATCHKEY_DB_URL, and the network."),
    /** There is no network route to the host. */
    CONNECTION_REFUSED(
            true,
            "cannot be reached: the host refuses connections at this port",
            "Start PostgreSQL, or correct the port in LATCHKEY_DB_URL."),
    /** The host refuses connections at the port. */
    TIMED_OUT(
            true,
            "cannot be reached: it does not answer in time",
            "Check that the host is up, and that no firewall or network policy drops the packets."),
    /** TLS failed, or one side insists on it. */
    TLS(
            false,
            "cannot be reached: the two sides cannot agree on TLS",
            "Check sslmode and sslrootcert in LATCHKEY_DB_URL, and the server's certificate."),
    /** The connection broke, or failed for another reason. */
    CONNECTION_LOST(
            true, "cannot be reached: the connection failed", "Check that PostgreSQL is up, and what its log says."),
    /** The pool provided no connection in time. */
    NO_FREE_CONNECTION(
            true,
            "gave no connection in time",
            "It does not answer, or calls hold all connections of this replica; the metric agroal_awaiting_count tells which."),
    /** SQLSTATE 28P01. */
    WRONG_PASSWORD(
            false,
            "refuses the password",
            "Correct LATCHKEY_DB_PASSWORD, or the file that LATCHKEY_DB_PASSWORD_FILE names; for another user name"
                    + " LATCHKEY_DB_USERNAME."),
    /** SQLSTATE 28xxx: the role is unknown, may not log in, or not from this host. */
    ROLE_REFUSED(
            false,
            "refuses the role or this host",
            "Check LATCHKEY_DB_USERNAME, and that pg_hba.conf lets this role connect from here."),
    /** SQLSTATE 3D000. */
    NO_SUCH_DATABASE(
            false,
            "does not exist",
            "Correct LATCHKEY_DB_URL, or create it: create database … owner … encoding 'UTF8' template template0."),
    /** SQLSTATE 3F000. */
    NO_SUCH_SCHEMA(
            false,
            "has no such schema",
            "Correct currentSchema in LATCHKEY_DB_URL, or create it: create schema … authorization …."),
    /** SQLSTATE 42501. */
    NOT_PERMITTED(
            false,
            "does not permit this to the role",
            "Let the role of LATCHKEY_DB_USERNAME own the schema and its tables: docs/postgresql.md has the statements."),
    /** SQLSTATE 25006, or a standby where a primary is required. */
    READ_ONLY(
            true,
            "is read-only",
            "It is a standby, or default_transaction_read_only is on: name the primary in LATCHKEY_DB_URL, or promote this one."),
    /** SQLSTATE 53300. */
    OUT_OF_CONNECTIONS(
            true,
            "has no connection left",
            "Raise max_connections (17 for each replica), or lower what others take, or put a pooler in front."),
    /** SQLSTATE 53xxx and 58xxx: disk full, out of memory, I/O errors. */
    OUT_OF_RESOURCES(true, "is out of disk or memory", "Its log says of what."),
    /** SQLSTATE 57Pxx, 25P03 and 25P04: starting, stopping, or the connection was terminated. */
    STARTING_OR_STOPPING(true, "is starting or stopping, or terminated the connection", "This passes by itself."),
    /** SQLSTATE class 40: rolled back by PostgreSQL. */
    CONFLICT(true, "rolled the transaction back because of another one", "Nothing was changed; try again."),
    /** SQLSTATE 55P03 and 57014. */
    BUSY(true, "is busy: a lock or a statement took too long", "Look for long transactions in pg_stat_activity."),
    /** SQLSTATE 42P05 and 26000: prepared statements on a server connection that other clients share. */
    POOLER(
            false,
            "is behind a pooler in transaction mode",
            "Set LATCHKEY_DB_POOLER=true: then no prepared statement is kept on a connection."),
    /** SQLSTATE 08P01: a pooler rejects an unknown parameter, or reports a fault of the server behind it. */
    PROTOCOL(
            false,
            "or the pooler in front refuses the connection",
            "Its message says why; docs/postgresql.md has the settings of pgbouncer.");

    private final boolean passing;
    private final String what;
    private final String cure;

    DatabaseFault(boolean passing, String what, String cure) {
        this.passing = passing;
        this.what = what;
        this.cure = cure;
    }

    /**
     * Returns whether the fault may be transient, so that a retry is worthwhile.
     *
     * @return false for what an operator must change
     */
    public boolean isPassing() {
        return passing;
    }

    /**
     * Returns what happened.
     *
     * @return what follows {@code the database …}
     */
    public String what() {
        return what;
    }

    /**
     * Returns what to do.
     *
     * @return a sentence
     */
    public String cure() {
        return cure;
    }
}
