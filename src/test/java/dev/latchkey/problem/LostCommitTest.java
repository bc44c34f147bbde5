package dev.latchkey.problem;

import static dev.latchkey.Api.PASSWORD;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.latchkey.Api;
import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL terminates the connection during a commit. */
@QuarkusTest
class LostCommitTest {

    @Inject
    Database database;

    @AfterEach
    void keepConnections() {
        database.run("drop function if exists lose_connection cascade");
    }

    @Test
    void aConnectionThatIsLostDuringTheCommitIsADatabaseThatCannotServe() {
        String name = Api.registered();
        String refreshToken =
                Api.login(name, PASSWORD).then().statusCode(200).extract().path("refreshToken");
        // at the commit and not before: the statement itself succeeds
        database.run("create function lose_connection() returns trigger language plpgsql as "
                + "'begin perform pg_terminate_backend(pg_backend_pid()); return null; end'");
        database.run("create constraint trigger lose_connection after update on sessions deferrable initially deferred "
                + "for each row execute function lose_connection()");

        logout(refreshToken)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("unavailable"));

        keepConnections();
        logout(refreshToken).then().statusCode(204);
    }

    private static Response logout(String refreshToken) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("refreshToken", refreshToken))
                .post("/auth/logout");
    }
}
