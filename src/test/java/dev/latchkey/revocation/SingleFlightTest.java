package dev.latchkey.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What many ask for at once is read once. */
class SingleFlightTest {

    private static final int CALLERS = 12;

    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final AtomicInteger readings = new AtomicInteger();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @Test
    void allGetOneAnswer() throws Exception {
        SingleFlight<Integer> shared = new SingleFlight<>(last -> slow(readings.incrementAndGet()));

        List<Future<Integer>> answers = askAll(shared);
        answer.countDown();

        for (Future<Integer> each : answers) {
            assertThat(each.get()).isEqualTo(1);
        }
        assertThat(shared.get()).isEqualTo(1);
        Thread.sleep(1_100);
        assertThat(shared.get()).isEqualTo(2);
    }

    @Test
    void allGetOneFailureAndTheNextCallerTriesAgain() throws Exception {
        SingleFlight<Integer> shared = new SingleFlight<>(last -> {
            if (readings.incrementAndGet() == 1) {
                slow(1);
                throw new IllegalStateException("down");
            }
            return 2;
        });

        List<Future<Integer>> answers = askAll(shared);
        answer.countDown();

        for (Future<Integer> each : answers) {
            assertThatThrownBy(each::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("down");
        }
        assertThat(readings).hasValue(1);
        assertThat(shared.get()).isEqualTo(2);
    }

    private List<Future<Integer>> askAll(SingleFlight<Integer> shared) throws InterruptedException {
        Callable<Integer> ask = shared::get;
        List<Future<Integer>> answers =
                Stream.generate(() -> callers.submit(ask)).limit(CALLERS).toList();
        reading.await();
        // by now the others wait too, or will be answered without waiting
        Thread.sleep(200);
        return answers;
    }

    private int slow(int value) {
        reading.countDown();
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return value;
    }
}
