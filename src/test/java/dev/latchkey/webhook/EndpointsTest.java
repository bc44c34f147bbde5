package dev.latchkey.webhook;

import static dev.latchkey.Api.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Database;
import dev.latchkey.audit.Actor;
import dev.latchkey.problem.ProblemException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tests which endpoints can be added. */
@QuarkusTest
class EndpointsTest {

    private static final Set<WebhookEvent> EVENTS = Set.of(WebhookEvent.USER_CREATED);

    @Inject
    Database database;

    @Inject
    Webhooks webhooks;

    @Test
    void aUrlThatIsNoneIsRefused() {
        for (String url : List.of(
                "ftp://example.org/",
                "http://example.org/",
                "https://",
                "https://a@example.org/",
                "https://ex ample.org/",
                "x")) {
            assertThatThrownBy(() -> webhooks.add(Actor.COMMAND_LINE, url, EVENTS))
                    .as(url)
                    .isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> webhooks.remove(Actor.COMMAND_LINE, UUID.randomUUID()))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void aRetryIsInTheTrailWithTheNumberOfDeliveriesAndNotWithoutAny() {
        UUID id =
                webhooks.add(Actor.COMMAND_LINE, "https://example.org/", EVENTS).id();
        Actor admin = Actor.user(UUID.randomUUID());
        assertThat(webhooks.retry(admin, id)).isZero();
        assertThat(webhooks.retry(admin, UUID.randomUUID())).isZero();
        registered();
        registered();
        database.run("update webhook_deliveries set dead_at = now() where endpoint_id = ?", id);

        assertThat(webhooks.retry(admin, id)).isEqualTo(2);

        webhooks.remove(Actor.COMMAND_LINE, id);
        assertThat(database.texts(
                        "select concat_ws(' ', type, actor, details ->> 'deliveries') from audit_events"
                                + " where details ->> 'webhook' = ? order by occurred_at, id",
                        id.toString()))
                .containsExactly(
                        "WebhookAdded command-line",
                        "WebhookRetried " + admin.name() + " 2",
                        "WebhookRemoved command-line");
    }

    @Test
    void itsSecretIsNotReadableInTheDatabase() {
        Webhooks.Added added = webhooks.add(Actor.COMMAND_LINE, "https://example.org/", EVENTS);

        assertThat(database.text("select length(secret) from webhook_endpoints where id = ?", added.id()))
                .isEqualTo("60");
        webhooks.remove(Actor.COMMAND_LINE, added.id());
        assertThat(database.texts(
                        "select type from audit_events where details ->> 'webhook' = ? order by occurred_at",
                        added.id().toString()))
                .containsExactly("WebhookAdded", "WebhookRemoved");
    }
}
