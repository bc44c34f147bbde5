package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The commands of the packaged program. */
class CommandIT extends OnPostgres {

    private static final String PASSWORD = "a raven on a writing desk";

    @Test
    void theFirstAdminIsMadeOnAnEmptyDatabaseAndCanSignIn() {
        Map<String, String> settings = Settings.good(postgres.newDatabase());

        assertThat(Outcome.of(settings, PASSWORD + "\n", "user", "add", "alice", "--role", "admin"))
                .isEqualTo(new Outcome(0, "alice is there now.\n"));

        assertThat(Outcome.of(settings, PASSWORD, "user", "add", "ALICE").code())
                .isEqualTo(1);
        assertThat(Outcome.of(settings, "", "user", "disable", "alice"))
                .isEqualTo(new Outcome(
                        1,
                        "latchkey: No other active user with a password has the role admin."
                                + " Give that role to another user who has a password, then try again.\n"));
        assertThat(Outcome.of(settings, "", "user", "add", "carol", "--role", "admin", "--no-password")
                        .code())
                .isZero();
        assertThat(Outcome.of(settings, "", "user", "revoke", "alice", "admin").code())
                .isEqualTo(1);
        assertThat(Outcome.of(settings, "", "user", "revoke", "carol", "admin").code())
                .isZero();
        assertThat(Outcome.of(settings, "", "user", "list", "--role", "admin", "--json")
                        .output())
                .startsWith("{\"id\":")
                .contains("\"username\":\"alice\"");
        assertThat(Outcome.of(settings, "", "audit", "tail").output())
                .contains("UserCreated", "by command-line", "last_admin")
                .doesNotContain("Listening on");
        assertThat(Outcome.of(settings, "", "audit", "verify").output())
                .startsWith("No finding: ")
                .contains("--seal");
        assertThat(Outcome.of(settings, "", "audit", "verify", "--seal", "00"))
                .extracting(Outcome::code)
                .isEqualTo(1);
        try (ServiceProcess service = ServiceProcess.start(settings)) {
            String token = service.client().token("alice");
            assertThat(service.client().me(token).body()).contains("\"roles\":[\"admin\",\"user\"]");
            assertThat(Outcome.of(settings, "another raven on a desk", "user", "set-password", "alice")
                            .code())
                    .isZero();
            assertThat(service.client().me(token).statusCode()).isEqualTo(401);
            assertThat(service.client()
                            .login("alice", "another raven on a desk")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    /** C4. */
    @Test
    void aTrailOfWhichEverythingWasRemovedIsNoNewOne() {
        Map<String, String> settings = Settings.good(postgres.newDatabase());
        assertThat(Outcome.of(settings, PASSWORD + "\n", "user", "add", "alice", "--role", "admin")
                        .code())
                .isZero();
        postgres.change("set session_replication_role = replica; truncate audit_events, audit_seals, audit_sealed_rows,"
                + " audit_keys, audit_beginning, audit_dropped_months");

        Outcome verified = Outcome.of(settings, "", "audit", "verify");

        assertThat(verified.code()).isEqualTo(1);
        assertThat(verified.output()).contains("beginning late").contains("The trail is not what Latchkey wrote");
    }

    @Test
    void whatNeedsNoDatabaseStartsNothing() {
        assertThat(Outcome.of(Map.of(), "", "secret", "new").output()).matches("[A-Za-z0-9+/]{43}=\n");
        assertThat(Outcome.of(Map.of(), "", "config", "check").code()).isEqualTo(1);
        assertThat(Outcome.of(
                        Settings.good("jdbc:postgresql://localhost:1/latchkey"),
                        "",
                        "config",
                        "check",
                        "--no-database"))
                .isEqualTo(new Outcome(0, "Nothing is wrong.\n"));
        assertThat(Outcome.of(Map.of(), "", "user", "add", "--help").output()).contains("--role");
    }

    @Test
    void whatGoesWrongIsToldByTheExitCode() {
        assertThat(Outcome.of(Map.of(), "", "user", "lst").code()).isEqualTo(2);
        assertThat(Outcome.of(Map.of(), "", "user").code()).isEqualTo(2);
        assertThat(Outcome.of(Map.of(), "", "webhook", "remove", "none"))
                .satisfies(outcome -> assertThat(outcome.code()).isEqualTo(2))
                .satisfies(outcome -> assertThat(outcome.output())
                        .contains("'none' is not an id")
                        .doesNotContain("Exception"));
        assertThat(Outcome.of(Map.of(), "", "user", "list").code()).isEqualTo(1);
        assertThat(Outcome.of(Settings.good("jdbc:postgresql://localhost:1/latchkey"), "", "user", "list"))
                .isEqualTo(new Outcome(
                        3,
                        "latchkey: the database localhost:1/latchkey cannot be reached: the host refuses connections at this port"
                                + " (SQLSTATE 08001). Start PostgreSQL, or correct the port in LATCHKEY_DB_URL.\n"));
    }

    @Test
    void peopleAreImportedFromAFileOrAPipeAsOftenAsOneLikes() throws IOException {
        Map<String, String> settings = Settings.good(postgres.newDatabase());
        String lines = """
                {"username":"alice","passwordHash":"$2b$04$2FHvGqkqyJJFm/2aY/7TJOWkZjqRjechsuQA4YiSoYKPi7rrjCih2"}
                {"username":"bob","passwordHash":"$2x$04$2FHvGqkqyJJFm/2aY/7TJOWkZjqRjechsuQA4YiSoYKPi7rrjCih2"}
                {"username":"carol"}
                """;
        Path file = Files.writeString(directory.resolve("people.ndjson"), lines);

        assertThat(Outcome.of(settings, "", "user", "import", file.toString())).isEqualTo(new Outcome(5, """
                                line 2: passwordHash must not be $2x$: it says that the hash was made by a faulty program
                                2 imported, 0 already there, 1 refused.
                                """));
        assertThat(Outcome.of(settings, "{\"username\":\"carol\"}", "user", "import", "-", "--json"))
                .isEqualTo(new Outcome(
                        0, "{\"lines\":1,\"imported\":0,\"alreadyThere\":1,\"skipped\":0,\"refused\":0}\n"));
        assertThat(Outcome.of(settings, "", "user", "import", "/nowhere").code())
                .isEqualTo(1);
        try (ServiceProcess service = ServiceProcess.start(settings)) {
            assertThat(service.client().login("alice", PASSWORD).statusCode()).isEqualTo(200);
        }
    }
}
