package dev.latchkey.session;

import static dev.latchkey.Api.as;
import static dev.latchkey.Api.json;
import static dev.latchkey.session.GrantLab.CLIENT;
import static dev.latchkey.session.GrantLab.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.latchkey.Database;
import dev.latchkey.session.GrantLab.ClientGrant;
import dev.latchkey.session.GrantLab.SignedInUser;
import dev.latchkey.token.AccessTokens;
import dev.latchkey.token.StatusReferences;
import dev.latchkey.token.Subject;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both versions run at the same time on one database: at each step, a session of either is accepted by the other. */
@QuarkusTest
class VersionBeforeTest {

    @Inject
    Database database;

    @Inject
    AgroalDataSource source;

    @Inject
    GrantLab lab;

    @Inject
    AccessTokens accessTokens;

    @Inject
    RefreshTokens refreshTokens;

    @Inject
    RefreshTokenGrant refreshing;

    @Inject
    StatusReferences references;

    private VersionBefore before;
    private SignedInUser user;

    @BeforeEach
    void signIn() {
        before = new VersionBefore(source);
        user = lab.signIn();
    }

    @Test
    void whatTheVersionBeforeHasOpenedGoesOnHere() {
        UUID session = before.open(user.userId());
        String opened = database.text("select created_at from sessions where id = ?", session);

        RefreshTokenGrant.Refreshed next = refreshing.refresh(token(session, 0)).orElseThrow();

        assertThat(next.subject().session().amr()).containsExactly("pwd");
        assertThat(database.text(
                        "select ?::timestamptz = ?::timestamptz",
                        next.subject().session().authTime().toString(),
                        opened))
                .isEqualTo("t");
        assertThat(next.refreshToken().value()).isEqualTo(token(session, 1));
        assertThat(database.text("select client_id || generation from grants where session_id = ?", session))
                .isEqualTo("latchkey1");
        as(user.token()).get("/auth/me/sessions").then().body("sessions.id", hasItem(session.toString()));
        refresh(token(session, 1)).statusCode(200);
    }

    @Test
    void anAccessTokenOfTheVersionBeforeIsAccepted() {
        UUID session = before.open(user.userId());
        String accessToken = accessTokens
                .issue(new Subject(
                        user.userId(),
                        user.name(),
                        List.of("user"),
                        List.of(),
                        JsonNodeFactory.instance.objectNode(),
                        new Subject.Session(
                                session,
                                Instant.now(),
                                List.of("pwd"),
                                Instant.now().plusSeconds(3600),
                                references.of(lab.statusIndex(session)))))
                .value();

        as(accessToken).get("/auth/me").then().statusCode(200);
        json(Map.of("refreshToken", token(session, 0)))
                .post("/auth/logout")
                .then()
                .statusCode(204);
        as(accessToken).get("/auth/me").then().statusCode(401);
        assertThat(new StatusListReader().isRevokedSoon(accessToken)).isTrue();
    }

    @Test
    void whatIsOpenedHereGoesOnInTheVersionBefore() {
        VersionBefore.Refreshed next = before.refresh(user.session(), 0).orElseThrow();

        assertThat(next.generation()).isEqualTo(1);
        assertThat(next.amr()).isEqualTo("pwd");
        assertThat(next.statusIndex()).isEqualTo(lab.statusIndex(user.session()));
        assertThat(before.isLive(user.session(), user.userId())).isTrue();
        refresh(token(user.session(), 1)).statusCode(200);
    }

    @Test
    void eachGoesOnWhereTheOtherHasLeftOff() {
        String held = user.refreshToken();
        for (int generation = 0; generation < 20; generation += 2) {
            held = refresh(held).statusCode(200).extract().path("refreshToken");
            assertThat(held).isEqualTo(token(user.session(), generation + 1));
            assertThat(before.refresh(user.session(), generation + 1)).isPresent();
            held = token(user.session(), generation + 2);
        }

        assertThat(new SessionRows(database).column("generation", user.session()))
                .isEqualTo("20");
        assertThat(new SessionRows(database).audited(user.session())).isEmpty();
    }

    @Test
    void ofCallsToBothAtOnceOneMovesTheSession() {
        List<CompletableFuture<Integer>> calls = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> i % 2 == 0
                        ? before.refresh(user.session(), 0).orElseThrow().generation()
                        : generation(refreshing.refresh(user.refreshToken()).orElseThrow())))
                .toList();

        assertThat(calls.stream().map(CompletableFuture::join)).containsOnly(1);
        assertThat(new SessionRows(database).column("generation", user.session()))
                .isEqualTo("1");
    }

    @Test
    void aTokenThatOneHasUsedIsRepeatedByTheOtherForAMoment() {
        SessionRows rows = new SessionRows(database);
        refresh(user.refreshToken()).statusCode(200);
        VersionBefore.Refreshed again = before.refresh(user.session(), 0).orElseThrow();
        assertThat(again.generation()).isEqualTo(1);
        assertThat(again.moved()).isFalse();

        before.move(user.session(), 1);
        String repeated =
                refresh(token(user.session(), 1)).statusCode(200).extract().path("refreshToken");
        assertThat(repeated).isEqualTo(token(user.session(), 2));
        assertThat(rows.column("generation", user.session())).isEqualTo("2");
    }

    @Test
    void aTokenThatOneHasUsedLongAgoIsReuseForTheOther() {
        SessionRows rows = new SessionRows(database);
        refresh(user.refreshToken()).statusCode(200);
        rows.age(user.session(), 31);
        assertThat(before.refresh(user.session(), 0)).isEmpty();
        assertThat(before.takesForReuse(user.session(), 0)).isTrue();
        assertThat(before.takesForReuse(user.session(), 1)).isFalse();

        UUID other = before.open(user.userId());
        before.move(other, 0);
        rows.age(other, 31);
        refresh(token(other, 0)).statusCode(401);
        assertThat(rows.audited(other)).isEqualTo("RefreshTokenReused");
        assertThat(before.isLive(other, user.userId())).isFalse();
    }

    @Test
    void aSessionThatTheVersionBeforeEndsTakesItsGrantsAlong() {
        ClientGrant grant = lab.open(user);

        assertThat(before.end(user.session(), user.userId())).isTrue();

        assertThat(lab.isOpen(grant)).isFalse();
        assertThat(lab.isRevoked(grant)).isTrue();
        refresh(user.refreshToken()).statusCode(401);
        as(user.token()).get("/auth/me").then().statusCode(401);
    }

    @Test
    void soDoesOneThatTheVersionBeforeDeletes() {
        ClientGrant grant = lab.open(user);
        new SessionRows(database).age(user.session(), 31 * 86_400);

        assertThat(before.deleteIfExpired(user.session())).isTrue();

        assertThat(lab.isOpen(grant)).isFalse();
        assertThat(lab.isRevoked(grant)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aGrantCanBeOpenedInASessionOfEither(boolean ofTheVersionBefore) {
        UUID session = ofTheVersionBefore ? before.open(user.userId()) : user.session();
        SignedInUser owner = new SignedInUser(user.name(), user.userId(), session, user.token(), token(session, 0));
        ClientGrant grant = lab.open(owner);

        before.move(session, 0);

        assertThat(refreshing
                        .refresh(grant.refreshToken(), CLIENT)
                        .orElseThrow()
                        .subject()
                        .session()
                        .amr())
                .containsExactly("pwd");
        refresh(token(session, 1)).statusCode(200);
    }

    private int generation(RefreshTokenGrant.Refreshed next) {
        return refreshTokens.read(next.refreshToken().value()).orElseThrow().generation();
    }

    private String token(UUID session, int generation) {
        return refreshTokens.write(GrantId.ofSession(session), generation);
    }
}
