package dev.latchkey.session;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.json;
import static dev.latchkey.session.GrantLab.CLIENT;
import static dev.latchkey.session.GrantLab.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

import dev.latchkey.Database;
import dev.latchkey.session.GrantLab.ClientGrant;
import dev.latchkey.session.GrantLab.SignedInUser;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A grant ends alone, or with its session. */
@QuarkusTest
class GrantsTest {

    @Inject
    Database database;

    @Inject
    GrantLab lab;

    @Inject
    Grants grants;

    @Inject
    Sessions sessions;

    @Inject
    RefreshTokenGrant refreshing;

    @Inject
    SessionCleanup cleanup;

    private SignedInUser user;

    @BeforeEach
    void signIn() {
        user = lab.signIn();
    }

    @Test
    void aSignInMakesASessionAndAGrantOfTheBuiltInClient() {
        assertThat(grantsOf("session_id = ?", user.session())).isEqualTo("latchkey 0");
        refresh(user.refreshToken()).statusCode(200);
        assertThat(grantsOf("session_id = ?", user.session())).isEqualTo("latchkey 1");

        lab.open(user);
        assertThat(grantsOf("session_id = ?", user.session())).isEqualTo("latchkey 1 shop 0");
        assertThat(database.text(
                        "select amr_values::text || amr || (auth_time between now() - interval '1 minute' and now())"
                                + " from sessions where id = ?",
                        user.session()))
                .isEqualTo("{pwd}pwdtrue");
    }

    @Test
    void aGrantEndsAloneAndResourceServersLearnOfIt() {
        StatusListReader reader = new StatusListReader();
        ClientGrant stays = lab.open(user);
        ClientGrant leaves = lab.open(user);

        assertThat(grants.end(leaves.id())).isTrue();

        assertThat(reader.isRevokedSoon(leaves.token())).isTrue();
        assertThat(reader.isRevoked(stays.token())).isFalse();
        assertThat(reader.isRevoked(user.token())).isFalse();
        assertThat(refreshing.refresh(leaves.refreshToken(), CLIENT)).isEmpty();
        assertThat(refreshing.refresh(stays.refreshToken(), CLIENT)).isPresent();
        as(user.token()).get("/auth/me").then().statusCode(200);
        refresh(user.refreshToken()).statusCode(200);
        assertThat(grants.end(leaves.id())).isFalse();
        assertThat(grants.end(UUID.randomUUID())).isFalse();
    }

    /** The requests that end a session over HTTP. */
    static Stream<Named<Consumer<SignedInUser>>> ends() {
        return Stream.of(
                Named.of(
                        "logout",
                        user -> json(Map.of("refreshToken", user.refreshToken()))
                                .post("/auth/logout")
                                .then()
                                .statusCode(204)),
                Named.of(
                        "this device",
                        user -> as(user.token())
                                .delete("/auth/me/sessions/" + user.session())
                                .then()
                                .statusCode(204)),
                Named.of(
                        "all devices",
                        user -> as(user.token())
                                .delete("/auth/me/sessions")
                                .then()
                                .statusCode(204)),
                Named.of(
                        "the account",
                        user -> as(user.token(), Map.of("password", PASSWORD))
                                .delete("/auth/me")
                                .then()
                                .statusCode(204)));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void anEndedSessionEndsAllOfItsGrantsAndSetsAllOfTheirBits(Consumer<SignedInUser> end) {
        long ofSession = lab.statusIndex(user.session());
        ClientGrant first = lab.open(user);
        ClientGrant second = lab.open(user, "another");
        ClientGrant ofAnotherSession = lab.open(lab.signIn());

        end.accept(user);

        assertThat(lab.isRevoked(ofSession)).isTrue();
        assertThat(lab.isRevoked(first)).isTrue();
        assertThat(lab.isRevoked(second)).isTrue();
        assertThat(lab.isOpen(first)).isFalse();
        assertThat(lab.isOpen(second)).isFalse();
        assertThat(lab.isOpen(ofAnotherSession)).isTrue();
        assertThat(lab.isRevoked(ofAnotherSession)).isFalse();
        assertThat(refreshing.refresh(first.refreshToken(), CLIENT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update sessions set ended_at = now() where id = ?",
                "update sessions set ended_at = now() - interval '1 day' where id = ?",
                "update sessions set expires_at = now() + interval '1 second' where id = ?",
                "update sessions set refreshed_at = now() - interval '15 days' where id = ?",
                "delete from sessions where id = ?",
                "update users set status = 'DISABLED' where id = (select user_id from sessions where id = ?)",
                "delete from users where id = (select user_id from sessions where id = ?)",
            })
    void soDoesOneThatEndsBySql(String sql) {
        ClientGrant grant = lab.open(user);

        assertThat(database.run(sql, user.session())).isEqualTo(1);

        assertThat(lab.isOpen(grant)).isFalse();
        assertThat(lab.isRevoked(grant)).isTrue();
    }

    @Test
    void aSessionThatIsCutShortEndsItsOtherGrants() {
        ClientGrant grant = lab.open(user);
        // no token of the built-in client can still be valid
        database.runWithoutTriggers(
                "update sessions set tokens_end_at = now() - interval '1 hour' where id = ?", user.session());

        database.run("update sessions set expires_at = now() + interval '1 minute' where id = ?", user.session());

        assertThat(lab.isOpen(grant)).isFalse();
        assertThat(lab.isRevoked(grant)).isTrue();
    }

    @Test
    void noGrantIsOpenedInASessionThatIsOver() {
        assertThat(grants.open(UUID.randomUUID(), GrantLab.access(CLIENT))).isEmpty();

        new SessionRows(database).age(user.session(), 31 * 86_400);
        assertThat(grants.open(user.session(), GrantLab.access(CLIENT))).isEmpty();

        SignedInUser other = lab.signIn();
        sessions.endAll(other.userId());
        assertThat(grants.open(other.session(), GrantLab.access(CLIENT))).isEmpty();
        assertThat(grantsOf("session_id = ? and client_id <> 'latchkey'", other.session()))
                .isEmpty();
    }

    @Test
    void aSessionIsInUseAsLongAsOneOfItsGrantsIs() {
        ClientGrant grant = lab.open(user);
        database.runWithoutTriggers(
                "update sessions set refreshed_at = now() - interval '15 days' where id = ?", user.session());

        tidyAll();
        as(user.token()).get("/auth/me/sessions").then().body("sessions", hasSize(1));
        assertThat(refreshing.refresh(grant.refreshToken(), CLIENT)).isPresent();

        lab.age(grant, 15 * 86_400);
        as(user.token()).get("/auth/me/sessions").then().body("sessions", hasSize(0));
        tidyAll();
        assertThat(grantsOf("session_id = ?", user.session())).isEmpty();
    }

    @Test
    void aGrantThatHasEndedIsTidiedAwayAndItsBitStays() {
        ClientGrant grant = lab.open(user);
        grants.end(grant.id());

        cleanup.tidy();

        assertThat(grantsOf("session_id = ?", user.session())).isEqualTo("latchkey 0");
        assertThat(lab.isRevoked(grant)).isTrue();
    }

    /** Runs the cleanup until the sweep has seen all pages of sessions. */
    private void tidyAll() {
        for (int pages = 0; pages < 4; pages++) {
            cleanup.tidy();
        }
    }

    private String grantsOf(String where, UUID session) {
        return String.join(
                " ",
                database.texts(
                        "select client_id || ' ' || generation from grants where " + where + " order by client_id",
                        session));
    }
}
