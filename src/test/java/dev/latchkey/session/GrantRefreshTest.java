package dev.latchkey.session;

import static dev.latchkey.Api.as;
import static dev.latchkey.Api.json;
import static dev.latchkey.session.GrantLab.CLIENT;
import static dev.latchkey.session.GrantLab.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import dev.latchkey.session.GrantLab.ClientGrant;
import dev.latchkey.session.GrantLab.SignedInUser;
import dev.latchkey.token.StatusReference;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The refresh of a grant that has a row of its own follows the same rules as that of the built-in client. */
@QuarkusTest
class GrantRefreshTest {

    private static final int CALLERS = 16;

    @Inject
    Database database;

    @Inject
    GrantLab lab;

    @Inject
    RefreshTokenGrant refreshing;

    @Inject
    RefreshTokens refreshTokens;

    private SignedInUser user;
    private ClientGrant grant;

    @BeforeEach
    void signIn() {
        user = lab.signIn();
        grant = lab.open(user);
    }

    @Test
    void saysWhoTheUserIsAndWhichSessionItIs() {
        RefreshTokenGrant.Refreshed next =
                refreshing.refresh(grant.refreshToken(), CLIENT).orElseThrow();

        assertThat(next.subject().userId()).isEqualTo(user.userId());
        assertThat(next.subject().username()).isEqualTo(user.name());
        assertThat(next.subject().roles()).containsExactly("user");
        assertThat(next.subject().session().id()).isEqualTo(user.session());
        assertThat(next.subject().session().amr()).containsExactly("pwd");
        StatusListReader.Reference bit = StatusListReader.reference(grant.token());
        assertThat(next.subject().session().status()).isEqualTo(new StatusReference(bit.index(), bit.uri()));
        assertThat(next.refreshToken().value()).startsWith("lk2.").isNotEqualTo(grant.refreshToken());
        assertThat(next.refreshToken().lifetime()).isBetween(days(29), days(30));
    }

    @Test
    void ofManyCallsAtOnceOneMovesItAndAllGetTheSame() {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<CompletableFuture<String>> answers = IntStream.range(0, CALLERS)
                    .mapToObj(caller -> CompletableFuture.supplyAsync(() -> next(grant.refreshToken()), callers))
                    .toList();

            assertThat(answers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        } finally {
            callers.shutdownNow();
        }
        assertThat(lab.column("generation", grant)).isEqualTo("1");
    }

    @Test
    void isAllowedToReuseATokenForAMoment() {
        String successor = next(grant.refreshToken());

        lab.age(grant, 25);
        assertThat(next(grant.refreshToken())).isEqualTo(successor);
        lab.age(grant, 6);
        assertThat(refreshing.refresh(grant.refreshToken(), CLIENT)).isEmpty();
    }

    @Test
    void anOldTokenEndsItsGrantAndNoOtherOfTheSession() {
        ClientGrant other = lab.open(user);
        next(next(grant.refreshToken()));

        assertThat(refreshing.refresh(grant.refreshToken(), CLIENT)).isEmpty();

        assertThat(lab.isOpen(grant)).isFalse();
        assertThat(lab.isRevoked(grant)).isTrue();
        assertThat(new SessionRows(database).audited(user.session())).isEqualTo("RefreshTokenReused");
        assertThat(refreshing.refresh(other.refreshToken(), CLIENT)).isPresent();
        as(user.token()).get("/auth/me").then().statusCode(200);
        refresh(user.refreshToken()).statusCode(200);
    }

    @Test
    void aTokenIsGoodForTheClientThatItWasIssuedToOnly() {
        String second = next(grant.refreshToken());
        next(second);

        // not even an old token ends the grant, as it would if the grant's own client sent it
        assertThat(refreshing.refresh(second, "another")).isEmpty();
        assertThat(refreshing.refresh(grant.refreshToken(), "another")).isEmpty();
        refresh(grant.refreshToken()).statusCode(401);
        json(Map.of("refreshToken", grant.refreshToken()))
                .post("/auth/logout")
                .then()
                .statusCode(204);
        assertThat(refreshing.refresh(user.refreshToken(), CLIENT)).isEmpty();

        assertThat(lab.isOpen(grant)).isTrue();
        assertThat(refreshing.refresh(second, CLIENT)).isPresent();
        refresh(user.refreshToken()).statusCode(200);
    }

    @Test
    void aGrantOfTheBuiltInClientMayHaveARowOfItsOwn() {
        ClientGrant own = lab.open(user, "latchkey");

        String next = refresh(own.refreshToken()).statusCode(200).extract().path("refreshToken");
        json(Map.of("refreshToken", next)).post("/auth/logout").then().statusCode(204);

        refresh(next).statusCode(401);
        refresh(user.refreshToken()).statusCode(401);
        assertThat(lab.isRevoked(grant)).isTrue();
    }

    @Test
    void isCompletelyExpiredWithItsSession() {
        database.runWithoutTriggers(
                "update sessions set created_at = now() - interval '31 days', expires_at = now() - interval '1 second'"
                        + " where id = ?",
                user.session());

        assertThat(refreshing.refresh(grant.refreshToken(), CLIENT)).isEmpty();
        assertThat(new SessionRows(database).audited(user.session())).isEmpty();
    }

    @Test
    void isExpiredBecauseUnusedAloneAndNotWithItsSession() {
        lab.age(grant, 14 * 86_400 + 1);

        assertThat(refreshing.refresh(grant.refreshToken(), CLIENT)).isEmpty();
        refresh(user.refreshToken()).statusCode(200);
    }

    @Test
    void neverOutlivesItsSession() {
        lab.age(grant, 7_200);
        database.runWithoutTriggers(
                "update sessions set expires_at = now() + interval '90 seconds' where id = ?", user.session());

        RefreshTokenGrant.Refreshed next =
                refreshing.refresh(grant.refreshToken(), CLIENT).orElseThrow();

        assertThat(next.refreshToken().lifetime()).isLessThanOrEqualTo(Duration.ofSeconds(90));
        assertThat(lab.column("tokens_end_at = (select expires_at from sessions s where s.id = session_id)", grant))
                .isEqualTo("t");
    }

    @Test
    void followsATokenThatTheDatabaseHasForgotten() {
        String third = next(next(grant.refreshToken()));
        // a fail-over that lost the last commits
        database.run("update client_grants set generation = 0 where id = ?", grant.id());

        next(third);

        assertThat(lab.column("generation", grant)).isEqualTo("3");
    }

    @Test
    void isForUsersWhoMaySignIn() {
        database.run("alter table users disable trigger users_disable");
        try {
            database.run("update users set status = 'DISABLED' where id = ?", user.userId());
            assertThat(refreshing.refresh(grant.refreshToken(), CLIENT)).isEmpty();
        } finally {
            database.run("alter table users enable trigger users_disable");
        }
    }

    @Test
    void aTokenOfAGrantThatNeverWasIsRefused() {
        String unknown = refreshTokens.write(GrantId.ofClient(UUID.randomUUID()), 0);

        assertThat(refreshing.refresh(unknown, CLIENT)).isEmpty();
        // the MAC covers the prefix: one kind of token cannot be used as the other
        assertThat(refreshing.refresh("lk1." + grant.refreshToken().substring(4), CLIENT))
                .isEmpty();
        refresh("lk2." + user.refreshToken().substring(4)).statusCode(401);
    }

    private String next(String token) {
        return refreshing
                .refresh(token, CLIENT)
                .map(refreshed -> refreshed.refreshToken().value())
                .orElseThrow();
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }
}
