package dev.latchkey.packaged;

import java.util.List;
import java.util.stream.Stream;

/**
 * A database that the service cannot work with.
 *
 * @param name what is wrong with it
 * @param url its JDBC URL
 * @param role the role to connect as
 * @param sentence parts of what the operator reads
 */
record BadDatabase(String name, String url, String role, List<String> sentence) {

    /** Returns all cases; the server must have the roles of {@link DatabaseFaultsIT}. */
    static Stream<BadDatabase> all(PostgresServer postgres) {
        String url = postgres.newDatabase();
        String server = url.substring(0, url.lastIndexOf('/'));
        return Stream.concat(refusing(url, server), spoilt(postgres));
    }

    private static Stream<BadDatabase> refusing(String url, String server) {
        return Stream.of(
                new BadDatabase(
                        "D9 wrong password",
                        url,
                        "locked",
                        List.of("refuses the password (SQLSTATE 28P01)", "LATCHKEY_DB_PASSWORD")),
                new BadDatabase(
                        "D9 unknown role",
                        url,
                        "nobody",
                        List.of("refuses the role", "SQLSTATE 28000", "LATCHKEY_DB_USERNAME")),
                new BadDatabase(
                        "D9 pg_hba.conf",
                        url,
                        "barred",
                        List.of("refuses the role or this host", "SQLSTATE 28000", "pg_hba.conf")),
                new BadDatabase(
                        "F6 missing database",
                        server + "/nowhere",
                        "owner",
                        List.of("/nowhere does not exist (SQLSTATE 3D000)", "create database")),
                new BadDatabase(
                        "no right to create",
                        url,
                        "guest",
                        List.of("does not let the role guest create tables", "SQLSTATE 42501", "grant create")),
                new BadDatabase(
                        "no such schema",
                        url + "?currentSchema=absent",
                        "owner",
                        List.of("no schema of the search path absent", "create schema")),
                new BadDatabase(
                        "no connection left",
                        url,
                        "single",
                        List.of("has no connection left (SQLSTATE 53300)", "max_connections")),
                new BadDatabase("no TLS", url + "?sslmode=require", "owner", List.of("cannot agree on TLS", "sslmode")),
                new BadDatabase(
                        "G7 nothing listens",
                        "jdbc:postgresql://localhost:1/latchkey",
                        "owner",
                        List.of(
                                "localhost:1/latchkey cannot be reached: the host refuses connections",
                                "LATCHKEY_DB_URL")),
                new BadDatabase(
                        "G7 unknown host",
                        "jdbc:postgresql://nowhere.invalid:5432/latchkey",
                        "owner",
                        List.of("nowhere.invalid:5432/latchkey cannot be reached: the host name does not resolve")));
    }

    private static Stream<BadDatabase> spoilt(PostgresServer postgres) {
        return Stream.of(
                prepared(
                        postgres,
                        "encoding",
                        "encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'",
                        "",
                        List.of("has the encoding LATIN1", "encoding 'UTF8'")),
                prepared(
                        postgres,
                        "read-only",
                        "",
                        "alter database %s set default_transaction_read_only = on",
                        List.of("is read-only (SQLSTATE 25006)", "default_transaction_read_only")),
                prepared(
                        postgres,
                        "no triggers",
                        "",
                        "alter database %s set session_replication_role = replica",
                        List.of("runs no triggers", "session_replication_role")));
    }

    private static BadDatabase prepared(
            PostgresServer postgres, String name, String clauses, String sql, List<String> sentence) {
        String url = postgres.newDatabase(clauses);
        if (!sql.isEmpty()) {
            postgres.execute(sql.formatted(postgres.lastDatabase()));
        }
        return new BadDatabase(name, url, "postgres", sentence);
    }

    @Override
    public String toString() {
        return name;
    }
}
