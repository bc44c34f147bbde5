package dev.latchkey.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import dev.latchkey.audit.Actor;
import dev.latchkey.problem.ProblemException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** There are never more endpoints than allowed, however many are added at once. */
@QuarkusTest
class MostEndpointsTest {

    private static final Set<WebhookEvent> EVENTS = Set.of(WebhookEvent.USER_CREATED);

    @Inject
    Database database;

    @Inject
    Webhooks webhooks;

    @AfterEach
    void removeAll() {
        database.run("delete from webhook_endpoints");
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 4", "3, 8", "8, 8"})
    void additionsAtOnceShareTheFreePlaces(int free, int atOnce) throws Exception {
        removeAll();
        for (int i = free; i < Webhooks.MOST_ENDPOINTS; i++) {
            add();
        }

        long added = addAtOnce(atOnce);

        assertThat(added).isEqualTo(free);
        assertThat(webhooks.list()).hasSize(Webhooks.MOST_ENDPOINTS);
        for (UUID id : webhooks.list().stream().map(Webhooks.Listed::id).toList()) {
            webhooks.remove(Actor.COMMAND_LINE, id);
        }
    }

    private long addAtOnce(int count) throws Exception {
        CyclicBarrier together = new CyclicBarrier(count);
        ExecutorService callers = Executors.newFixedThreadPool(count);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                calls.add(() -> {
                    together.await();
                    return add();
                });
            }
            long added = 0;
            for (Future<Boolean> call : callers.invokeAll(calls)) {
                added += call.get() ? 1 : 0;
            }
            return added;
        } finally {
            callers.shutdownNow();
        }
    }

    /** Returns false if it was refused as one too many. */
    private boolean add() {
        try {
            webhooks.add(Actor.COMMAND_LINE, "https://example.org/", EVENTS);
            return true;
        } catch (ProblemException refusal) {
            assertThat(refusal.violations())
                    .first()
                    .satisfies(each -> assertThat(each.message()).contains("the 50 there may be"));
            return false;
        }
    }
}
