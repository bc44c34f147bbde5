package dev.latchkey.webhook;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.json;
import static dev.latchkey.Api.newName;
import static dev.latchkey.Api.register;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import dev.latchkey.audit.Actor;
import dev.latchkey.webhook.Receiver.Message;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events are delivered at least once and in order, whatever the receiver's server does. */
@QuarkusTest
@TestProfile(WebhooksTest.PrivateTargets.class)
class WebhooksTest {

    private static final String NEW = "the pool on the roof must have a leak";

    @Inject
    Database database;

    @Inject
    Webhooks webhooks;

    @Inject
    Deliveries deliveries;

    private Receiver receiver;
    private Webhooks.Added endpoint;

    /** A receiver on the machine of the test. */
    public static final class PrivateTargets implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("latchkey.webhook.private-targets", "true");
        }
    }

    @BeforeEach
    void begin() throws IOException {
        receiver = new Receiver();
        endpoint = webhooks.add(Actor.COMMAND_LINE, receiver.url(), EnumSet.allOf(WebhookEvent.class));
    }

    @AfterEach
    void end() {
        receiver.close();
        database.run("delete from webhook_endpoints");
    }

    @Test
    void aLifeIsToldInItsOrderAndSigned() throws GeneralSecurityException {
        String name = registered();
        String id = id(name);
        String token = token(name);
        token(name);
        as(token, Map.of("currentPassword", PASSWORD, "newPassword", NEW))
                .put("/auth/me/password")
                .then()
                .statusCode(204);
        as(token, Map.of("password", NEW)).delete("/auth/me").then().statusCode(204);

        deliver();

        assertThat(receiver.messages)
                .extracting(each -> each.body().replaceAll(".*\"type\":\"([a-z.]+)\".*", "$1"))
                .startsWith("user.created")
                .endsWith("user.deleted", "session.revoked")
                .containsExactlyInAnyOrder(
                        "user.created", "password.changed", "session.revoked", "session.revoked", "user.deleted");
        for (Message each : receiver.messages) {
            assertThat(each.body()).contains("\"userId\":\"" + id + "\"").doesNotContain(name);
            assertThat(each.signature()).isEqualTo(signature(each));
        }
        assertThat(receiver.messages).extracting(Message::id).doesNotHaveDuplicates();
        assertThat(count("true")).isZero();
    }

    @Test
    void whatDidNotHappenIsNotTold() {
        String name = registered();
        register(name, PASSWORD).then().statusCode(409);
        json(Map.of("username", newName(), "password", "short")).post("/auth/register");

        assertThat(count("true")).isEqualTo(1);
    }

    @Test
    void whoWantsOneEventIsToldThatOne() {
        webhooks.remove(Actor.COMMAND_LINE, endpoint.id());
        endpoint = webhooks.add(Actor.COMMAND_LINE, receiver.url(), Set.of(WebhookEvent.USER_DELETED));
        String name = registered();
        as(token(name), Map.of("password", PASSWORD)).delete("/auth/me").then().statusCode(204);

        deliver();

        assertThat(receiver.messages)
                .hasSize(1)
                .first()
                .extracting(Message::body)
                .asString()
                .contains("user.deleted");
    }

    @Test
    void aReceiverThatFailsIsTriedAgainAndTheOrderStays() {
        String first = twoEvents();
        receiver.status = 500;

        deliver();
        deliver();

        assertThat(receiver.messages).hasSize(1);
        assertThat(database.text("select last_fault from webhook_deliveries where attempts = 1"))
                .isEqualTo("status 500");
        String other = twoEvents();
        receiver.status = 200;
        now();
        deliver();

        assertThat(receiver.messages).hasSize(5);
        assertThat(receiver.messages.get(1).id())
                .isEqualTo(receiver.messages.get(0).id());
        for (String user : List.of(first, other)) {
            assertThat(receiver.messages.stream()
                            .filter(each -> each.body().contains(user))
                            .distinct()
                            .map(each -> each.body().contains("user.created")))
                    .endsWith(true, false);
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        registered();
        receiver.status = 302;

        deliver();

        assertThat(receiver.elsewhere).isEmpty();
        assertThat(database.text("select last_fault from webhook_deliveries")).isEqualTo("status 302");
    }

    @Test
    void aReceiverThatHangsIsGivenUp() {
        registered();
        receiver.hangs = true;

        deliver();

        assertThat(receiver.messages).hasSize(1);
        assertThat(database.text("select last_fault from webhook_deliveries")).isEqualTo("no answer within 10 s");
    }

    @Test
    void whatCannotBeDeliveredIsADeadLetterAndKeepsNothingElseBack() {
        String user = twoEvents();
        database.run(
                "update webhook_deliveries set attempts = ? where type = 'user.created'",
                Deliveries.RETRIES.most() - 1);
        receiver.status = 503;
        deliver();
        receiver.status = 200;
        now();
        deliver();

        assertThat(receiver.messages).hasSize(3);
        assertThat(webhooks.list())
                .extracting(Webhooks.Listed::waiting, Webhooks.Listed::dead)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(0L, 1L));
        assertThat(webhooks.dead()).hasSize(1).first().satisfies(dead -> {
            assertThat(dead.userId()).hasToString(user);
            assertThat(dead.fault()).isEqualTo("status 503");
            assertThat(dead.attempts()).isEqualTo(Deliveries.RETRIES.most());
        });
        assertThat(webhooks.retry(Actor.COMMAND_LINE, endpoint.id())).isEqualTo(1);
        deliver();
        assertThat(receiver.messages).hasSize(4);
        assertThat(count("true")).isZero();
    }

    @Test
    void twoReplicasDoNotDeliverOneTwice() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            twoEvents();
        }
        List<Thread> replicas = List.of(new Thread(this::deliver), new Thread(this::deliver));
        replicas.forEach(Thread::start);
        for (Thread each : replicas) {
            each.join();
        }
        deliver();

        assertThat(receiver.messages).hasSize(20).extracting(Message::id).doesNotHaveDuplicates();
    }

    private String twoEvents() {
        String name = registered();
        String id = id(name);
        as(token(name), Map.of("currentPassword", PASSWORD, "newPassword", NEW))
                .put("/auth/me/password")
                .then()
                .statusCode(204);
        return id;
    }

    private void deliver() {
        deliveries.deliverAll(endpoint.id());
    }

    private void now() {
        database.run("update webhook_deliveries set next_at = now()");
    }

    private String id(String name) {
        return database.text("select id from users where username = ?", name);
    }

    private int count(String condition) {
        return Integer.parseInt(database.text("select count(*) from webhook_deliveries where " + condition));
    }

    private String signature(Message message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(endpoint.secret().replace("whsec_", "")), "HmacSHA256"));
        String signed = message.id() + "." + message.timestamp() + "." + message.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
