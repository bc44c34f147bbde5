package dev.latchkey.user;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.newName;
import static dev.latchkey.Api.registered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** F8: hashes that were imported before the encryption was introduced are encrypted in the background. */
@QuarkusTest
class ImportedHashEncryptionTest {

    private static final String BCRYPT = "$2b$04$2FHvGqkqyJJFm/2aY/7TJOWkZjqRjechsuQA4YiSoYKPi7rrjCih2";

    private static final String ROW =
            "select concat_ws(' ', version, updated_at, password_changed_at, device_generation) from users"
                    + " where username = ?";

    @Inject
    ImportedHashEncryption encryption;

    @Inject
    Database database;

    @Inject
    AgroalDataSource source;

    @Test
    void olderRowsAreEncryptedAndNothingElseOfThemChanges() {
        String name = registered();
        login(name, PASSWORD).then().statusCode(200);
        store("foreign:" + BCRYPT, name);
        String before = database.text(ROW, name);
        String told = database.text("select count(*) from webhook_deliveries");
        login(name, "wrong").then().statusCode(401);
        assertThat(database.tablesWith(BCRYPT)).containsExactly("public.users");

        encryption.encrypt();

        assertThat(stored(name)).startsWith("sealed:");
        assertThat(database.tablesWith(BCRYPT)).isEmpty();
        assertThat(database.text(ROW, name)).isEqualTo(before);
        assertThat(database.text("select count(*) from webhook_deliveries")).isEqualTo(told);
        login(name, "wrong").then().statusCode(401);
        login(name, PASSWORD).then().statusCode(200);
        assertThat(stored(name)).startsWith("hmac-sha384-bcrypt:");
    }

    /** During an upgrade the previous release still writes unencrypted hashes: its rows are readable, and are encrypted in the next run. */
    @Test
    void manyRowsAreEncryptedInBatchesAndThoseThatCannotBeReadStayAndStopNothing() {
        String prefix = newName();
        List<String> unreadable = new ArrayList<>();
        for (int i = 0; i < 1203; i++) {
            boolean lost = i % 2 == 0;
            String hash = lost ? "sealed:0123456789abcdef:" + "A".repeat(80) : "foreign:" + BCRYPT;
            database.run(
                    "insert into users (id, username, username_key, password_hash, status, profile, version, created_at, updated_at)"
                            + " values (gen_random_uuid(), ?, ?, ?, 'ACTIVE', '{}', 0, now(), now())",
                    prefix + i,
                    prefix + i,
                    hash);
            if (lost) {
                unreadable.add(hash);
            }
        }

        encryption.encrypt();
        String first = stored(prefix + 1);
        encryption.encrypt();

        assertThat(stored(prefix + 1)).as("encrypted once").isEqualTo(first);
        assertThat(count(prefix, "foreign:%")).isEqualTo("0");
        assertThat(count(prefix, "sealed:0123456789abcdef:%")).isEqualTo(Integer.toString(unreadable.size()));
        assertThat(count(prefix, "sealed:%")).isEqualTo("1203");
    }

    /**
     * The index of V20 contains imported users only, and the query does not read those that are done. For a table as small as this the
     * planner may prefer a sequential scan as soon as it has statistics.
     */
    @Test
    void theLookUsesItsIndex() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local enable_seqscan = off");
            try (ResultSet plan =
                    statement.executeQuery("explain select id from users where (password_hash like 'foreign:%'"
                            + " or password_hash like 'sealed:%') and (left(split_part(password_hash, ':', 2), 16) < 'x'"
                            + " or left(split_part(password_hash, ':', 2), 16) > 'x')")) {
                StringBuilder lines = new StringBuilder();
                while (plan.next()) {
                    lines.append(plan.getString(1)).append('\n');
                }
                assertThat(lines).contains("users_imported_hash_idx");
            } finally {
                connection.rollback();
            }
        }
    }

    private String count(String prefix, String form) {
        return database.text(
                "select count(*) from users where username like ? and password_hash like ?", prefix + "%", form);
    }

    private void store(String hash, String name) {
        database.run("update users set password_hash = ? where username = ?", hash, name);
    }

    private String stored(String name) {
        return database.text("select password_hash from users where username = ?", name);
    }
}
