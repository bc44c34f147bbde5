package dev.latchkey.session;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.json;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.registered;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.latchkey.Database;
import dev.latchkey.token.AccessTokens;
import dev.latchkey.token.Subject;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Signs users in and grants clients access to their sessions. */
@ApplicationScoped
class GrantLab {

    static final String CLIENT = "shop";

    private final Database database;
    private final Grants grants;
    private final AccessTokens tokens;

    GrantLab(Database database, Grants grants, AccessTokens tokens) {
        this.database = database;
        this.grants = grants;
        this.tokens = tokens;
    }

    /** A signed-in user. */
    record SignedInUser(String name, UUID userId, UUID session, String token, String refreshToken) {}

    /** A client's grant in a session, with its first tokens and the index of its bit. */
    record ClientGrant(UUID id, String refreshToken, String token, long statusIndex) {}

    SignedInUser signIn() {
        return signIn(registered());
    }

    SignedInUser signIn(String name) {
        var answer = login(name, PASSWORD).then().statusCode(200).extract();
        String token = answer.path("token");
        UUID session = SessionRows.of(token);
        UUID user = UUID.fromString(database.text("select user_id from sessions where id = ?", session));
        return new SignedInUser(name, user, session, token, answer.path("refreshToken"));
    }

    ClientGrant open(SignedInUser user) {
        return open(user, CLIENT);
    }

    ClientGrant open(SignedInUser user, String client) {
        Grants.Opened opened = grants.open(user.session(), access(client)).orElseThrow();
        Subject subject = new Subject(
                user.userId(),
                user.name(),
                List.of(),
                List.of(),
                JsonNodeFactory.instance.objectNode(),
                opened.session());
        String index = database.text("select status_index from client_grants where id = ?", opened.id());
        return new ClientGrant(
                opened.id(),
                opened.refreshToken().value(),
                tokens.issue(subject).value(),
                Long.parseLong(index));
    }

    static ClientAccess access(String client) {
        return new ClientAccess(client, "orders:read orders:write", List.of("https://orders.example"));
    }

    /** Lets time pass for a grant by setting the times in its row back. */
    void age(ClientGrant grant, long seconds) {
        database.runWithoutTriggers(
                "update client_grants set refreshed_at = refreshed_at - ? * interval '1 second',"
                        + " tokens_end_at = tokens_end_at - ? * interval '1 second' where id = ?",
                seconds,
                seconds,
                grant.id());
    }

    String column(String name, ClientGrant grant) {
        return database.text("select " + name + " from client_grants where id = ?", grant.id());
    }

    boolean isOpen(ClientGrant grant) {
        return !database.texts("select 1 from client_grants where id = ? and ended_at is null", grant.id())
                .isEmpty();
    }

    boolean isRevoked(ClientGrant grant) {
        return isRevoked(grant.statusIndex());
    }

    boolean isRevoked(long statusIndex) {
        return !database.texts("select 1 from revoked_sessions where status_index = ? and until > now()", statusIndex)
                .isEmpty();
    }

    long statusIndex(UUID session) {
        return Long.parseLong(database.text("select status_index from sessions where id = ?", session));
    }

    static ValidatableResponse refresh(String refreshToken) {
        return json(Map.of("refreshToken", refreshToken)).post("/auth/refresh").then();
    }
}
