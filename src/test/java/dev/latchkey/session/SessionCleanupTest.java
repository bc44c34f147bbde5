package dev.latchkey.session;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.registered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything that is over is deleted, and nothing else. */
@QuarkusTest
class SessionCleanupTest {

    private static final int MORE_THAN_A_BATCH = 2_500;

    @Inject
    Database database;

    @Inject
    SessionCleanup cleanup;

    private UUID user;
    private String live;

    @BeforeEach
    void signIn() {
        String name = registered();
        user = UUID.fromString(database.text("select id from users where username = ?", name));
        login(name, PASSWORD).then().statusCode(200);
        live = database.text("select id from sessions where user_id = ?", user);
    }

    @Test
    void deletesWhatIsOverInBatches() {
        fill("now() - interval '1 second'", "null");
        fill("now() + interval '1 day'", "now() - interval '1 second'");

        cleanup.tidy();

        assertThat(database.texts("select id from sessions where user_id = ?", user))
                .containsExactly(live);
    }

    @Test
    void deletesWhatNobodyHasRefreshedForTooLongPageByPage() {
        fill("now() + interval '1 day'", "null");
        fill("now() + interval '1 day'", "null");
        database.runWithoutTriggers(
                "update sessions set refreshed_at = now() - interval '14 days 1 second' where user_id = ? and id <> ?",
                user,
                UUID.fromString(live));

        for (int pages = 0; pages < 4; pages++) {
            cleanup.tidy();
        }

        assertThat(database.texts("select id from sessions where user_id = ?", user))
                .containsExactly(live);
    }

    @Test
    void letsReplicasDoItAtOnceWithoutHarm() {
        fill("now() - interval '1 second'", "null");

        CompletableFuture.allOf(IntStream.range(0, 4)
                        .mapToObj(replica -> CompletableFuture.runAsync(cleanup::tidy))
                        .toArray(CompletableFuture[]::new))
                .join();
        cleanup.tidy();

        assertThat(database.texts("select id from sessions where user_id = ?", user))
                .containsExactly(live);
    }

    @Test
    void aSessionThatIsDeletedWhileItsTokensLiveIsRevoked() {
        String index = database.text("select status_index from sessions where id = ?", UUID.fromString(live));
        database.run(
                "update sessions set created_at = now() - interval '2 days', expires_at = now() - interval '1 second'"
                        + " where id = ?",
                UUID.fromString(live));

        cleanup.tidy();

        assertThat(database.texts("select status_index from revoked_sessions")).contains(index);
    }

    @Test
    void aSessionWhoseTokensAreAllDeadLeavesNoBit() {
        database.runWithoutTriggers(
                "update sessions set created_at = now() - interval '2 days', expires_at = now() - interval '1 day',"
                        + " tokens_end_at = now() - interval '1 day' where id = ?",
                UUID.fromString(live));
        String index = database.text("select status_index from sessions where id = ?", UUID.fromString(live));

        cleanup.tidy();

        assertThat(database.texts("select id from sessions where id = ?", UUID.fromString(live)))
                .isEmpty();
        assertThat(database.texts("select status_index from revoked_sessions")).doesNotContain(index);
    }

    private void fill(String expiresAt, String endedAt) {
        database.run(
                "insert into sessions (id, user_id, created_at, amr, expires_at, ended_at)"
                        + " select gen_random_uuid(), ?, now() - interval '40 days', 'pwd', " + expiresAt + ", "
                        + endedAt
                        + " from generate_series(1, ?)",
                user,
                MORE_THAN_A_BATCH);
    }
}
