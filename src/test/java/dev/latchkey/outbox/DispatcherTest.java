package dev.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The threads and the pauses, with an outbox in memory; {@code WebhooksTest} has the table. */
class DispatcherTest {

    private static final UUID HANGING = new UUID(0, 1);
    private static final UUID GOOD = new UUID(0, 2);

    private final InMemory outbox = new InMemory();
    private final List<String> counted = new CopyOnWriteArrayList<>();
    private final Dispatcher dispatcher = new Dispatcher(
            "test", outbox, new Retries(3, Duration.ofSeconds(1), Duration.ofSeconds(2)), bound -> bound, counted::add);

    private static final class InMemory implements Outbox {

        private final Map<UUID, Deque<Attempt>> due = new ConcurrentHashMap<>();
        private final List<String> log = new CopyOnWriteArrayList<>();

        @Override
        public List<UUID> waiting() {
            return List.copyOf(due.keySet());
        }

        @Override
        public Optional<Attempt> take(UUID receiver) {
            return Optional.ofNullable(due.get(receiver)).map(Deque::poll);
        }

        @Override
        public void delivered(long id) {
            log.add("delivered " + id);
        }

        @Override
        public void failed(long id, String fault, Duration pause) {
            log.add("failed " + id + " " + fault + " " + pause);
        }

        @Override
        public void died(long id, String fault) {
            log.add("died " + id + " " + fault);
        }

        void add(UUID receiver, Attempt attempt) {
            due.computeIfAbsent(receiver, each -> new ArrayDeque<>()).add(attempt);
        }
    }

    @AfterEach
    void close() {
        dispatcher.close();
    }

    @Test
    void allThatIsDueIsSentAndSettled() {
        outbox.add(GOOD, new Attempt(1, 1, "one", Optional::empty));
        outbox.add(GOOD, new Attempt(2, 2, "two", () -> Optional.of("status 500")));
        outbox.add(GOOD, new Attempt(3, 3, "three", () -> Optional.of("status 410")));

        dispatcher.sendAll(GOOD);

        assertThat(outbox.log).containsExactly("delivered 1", "failed 2 status 500 PT3S", "died 3 status 410");
        assertThat(counted).containsExactly("delivered", "failed", "dead");
    }

    @Test
    void aReceiverThatHangsDelaysNoOther() {
        CountDownLatch hangs = new CountDownLatch(1);
        outbox.add(HANGING, new Attempt(1, 1, "one", () -> {
            try {
                hangs.await();
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.of("stopped");
            }
        }));
        outbox.add(HANGING, new Attempt(3, 1, "three", Optional::empty));
        outbox.add(GOOD, new Attempt(2, 1, "two", Optional::empty));

        dispatcher.look();
        dispatcher.look();

        await().until(() -> outbox.log.equals(List.of("delivered 2")));
        hangs.countDown();
        await().until(() -> outbox.log.equals(List.of("delivered 2", "delivered 1", "delivered 3")));
    }

    @Test
    void whatIsInterruptedIsNotSettled() throws InterruptedException {
        CompletableFuture<Thread> sender = new CompletableFuture<>();
        outbox.add(HANGING, new Attempt(1, 1, "one", () -> {
            sender.complete(Thread.currentThread());
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.of("stopped");
        }));
        dispatcher.look();
        Thread thread = sender.join();

        dispatcher.close();

        thread.join();
        assertThat(outbox.log).isEmpty();
    }

    @Test
    void thePausesOfWebhooksAddUpToADayAndAHalf() {
        Retries retries = Retries.DAY_AND_A_HALF;
        Duration sum = Duration.ZERO;
        for (int attempt = 1; !retries.isLast(attempt); attempt++) {
            sum = sum.plus(retries.pause(attempt, bound -> 0));
        }

        assertThat(sum).isBetween(Duration.ofHours(26), Duration.ofHours(36));
        assertThat(retries.pause(1, bound -> 0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(retries.pause(12, bound -> bound)).isEqualTo(Duration.ofHours(9));
    }
}
