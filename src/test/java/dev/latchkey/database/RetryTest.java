package dev.latchkey.database;

import static dev.latchkey.Api.PASSWORD;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Api;
import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A transaction without effect is repeated, unnoticed by the caller; one that may have had an effect is not. */
@QuarkusTest
class RetryTest {

    @Inject
    Database database;

    @AfterEach
    void noTriggers() {
        database.run("drop function if exists fail_once cascade");
        database.run("drop sequence if exists failures");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "57P01", "25006"})
    void aTransactionThatDidNothingIsDoneOnceMore(String state) {
        String name = Api.registered();
        failOnce(state, "sessions", "insert", 1);
        String refreshToken =
                Api.login(name, PASSWORD).then().statusCode(200).extract().path("refreshToken");
        noTriggers();

        failOnce(state, "sessions", "update", 1);
        assertThat(refresh(refreshToken).statusCode()).isEqualTo(200);
        assertThat(database.text(
                        "select count(*) from sessions where user_id = (select id from users where username = ?)",
                        name))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "57P01"})
    void whatFailsTwiceIsRefused(String state) {
        String name = Api.registered();
        failOnce(state, "sessions", "insert", 2);

        Api.login(name, PASSWORD).then().statusCode(503);
        Api.login(name, PASSWORD).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22000", "53100", "55P03"})
    void whatIsNotKnownToHaveDoneNothingIsNotRepeated(String state) {
        String name = Api.registered();
        failOnce(state, "sessions", "insert", 1);

        assertThat(Api.login(name, PASSWORD).statusCode()).isBetween(500, 503);
        Api.login(name, PASSWORD).then().statusCode(200);
    }

    /** It may have been committed, so only the caller can decide whether to try again. */
    @Test
    void aConnectionThatIsLostDuringTheCommitIsNotRepeated() {
        String name = Api.registered();
        database.run("create sequence failures");
        database.run(
                "create function fail_once() returns trigger language plpgsql as $$ begin"
                        + " if nextval('failures') = 1 then perform pg_terminate_backend(pg_backend_pid()); end if; return null; end $$");
        database.run("create constraint trigger fail_once after insert on sessions deferrable initially deferred"
                + " for each row execute function fail_once()");

        Api.login(name, PASSWORD).then().statusCode(503);
        Api.login(name, PASSWORD).then().statusCode(200);
    }

    @Test
    void connectionsThatWereTerminatedAreNoticedByNobody() {
        String name = Api.registered();
        for (int round = 0; round < 3; round++) {
            IntStream.range(0, 12)
                    .parallel()
                    .forEach(call -> Api.login(name, PASSWORD).then().statusCode(200));
            String refreshToken =
                    Api.login(name, PASSWORD).then().statusCode(200).extract().path("refreshToken");
            database.texts("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where application_name = 'latchkey' and pid <> pg_backend_pid()");

            assertThat(refresh(refreshToken).statusCode()).isEqualTo(200);
            Api.login(name, PASSWORD).then().statusCode(200);
        }
    }

    /** Makes the first statements on a table fail; a sequence counts them, because it does not roll back. */
    private void failOnce(String state, String table, String event, int times) {
        database.run("create sequence failures");
        database.run("create function fail_once() returns trigger language plpgsql as $$ begin"
                + " if nextval('failures') <= " + times + " then raise exception 'told to fail' using errcode = '"
                + state
                + "'; end if; return new; end $$");
        database.run("create trigger fail_once before " + event + " on " + table
                + " for each row execute function fail_once()");
    }

    private static Response refresh(String token) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("refreshToken", token))
                .post("/auth/refresh");
    }
}
