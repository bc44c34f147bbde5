package dev.latchkey.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.Database;
import dev.latchkey.audit.AuditEntry;
import dev.latchkey.audit.AuditSearch;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@code audit tail -f} shows: each event once, whenever its transaction ends, with bounded memory. */
@QuarkusTest
class NewEventsTest {

    private static final Duration OVERLAP = Duration.ofMillis(700);

    @Inject
    AuditSearch trail;

    @Inject
    Database database;

    private final UUID user = UUID.randomUUID();

    @Test
    void eachEventIsShownOnceAndForgottenWhenItIsNotReadAgain() {
        NewEvents news = new NewEvents(trail, user, null, OVERLAP);
        List<AuditEntry> shown = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            append(40, "0 ms");
            shown.addAll(news.next());
            assertThat(news.next()).isEmpty();
        }

        assertThat(shown).extracting(AuditEntry::id).hasSize(200).doesNotHaveDuplicates();
        await().atMost(Duration.ofSeconds(20)).until(() -> news.next().isEmpty() && news.kept() == 0);
        append(1, "0 ms");
        assertThat(news.next()).hasSize(1);
        assertThat(news.kept()).isEqualTo(1);
    }

    @Test
    void anEventThatBecomesVisibleLateIsShown() {
        NewEvents news = new NewEvents(trail, user, null, Duration.ofSeconds(15));
        append(1, "0 ms");
        assertThat(news.next()).hasSize(1);

        append(2, "10 s");

        assertThat(news.next()).hasSize(2);
        assertThat(news.next()).isEmpty();
    }

    @Test
    void whatWasThereOrShownBeforeIsNotNew() {
        append(3, "0 ms");
        NewEvents news = new NewEvents(trail, user, null, Duration.ofSeconds(15));
        append(2, "0 ms");
        news.shown(trail.latest(new AuditSearch.Wanted(user, null, null, null), 20));
        append(1, "0 ms");

        assertThat(news.next()).hasSize(1);
    }

    private void append(int count, String ago) {
        database.run(
                "insert into audit_events (id, occurred_at, type, user_id) select gen_random_uuid(),"
                        + " clock_timestamp() - cast(? as interval), 'SignInRefused', ? from generate_series(1, ?)",
                ago,
                user,
                count);
    }
}
