package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How much later a connection that repeats refused requests is answered. */
class RefusedConnectionTest {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** Overflows meanwhile, as {@link System#nanoTime} may. */
    private long now = Long.MAX_VALUE - TimeUnit.MILLISECONDS.toNanos(100);

    private final RefusedConnection connection = new RefusedConnection();

    @Test
    void isAnsweredLaterAndLaterUpToASecond() {
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            delays.add(ask());
        }

        assertThat(delays).containsExactly(0L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 1000L, 1000L, 1000L, 1000L);
    }

    @Test
    void beginsAnewAfterRetryAfter() {
        assertThat(List.of(ask(), ask(), ask())).containsExactly(0L, 10L, 20L);

        pass(RETRY_AFTER);

        assertThat(List.of(ask(), ask())).containsExactly(0L, 10L);
    }

    @Test
    void theTimeOfRetryAfterCountsFromTheAnswer() {
        for (int i = 0; i < 9; i++) {
            ask();
        }

        pass(RETRY_AFTER.minusMillis(1));

        // a repeat, but more than a second after the last answer
        assertThat(ask()).isZero();
        assertThat(ask()).isEqualTo(1000);
    }

    @Test
    void aPauseOfItsOwnCounts() {
        for (int i = 0; i < 9; i++) {
            ask();
        }
        pass(Duration.ofMillis(600));

        assertThat(ask()).isEqualTo(400);
    }

    /** The wait for a database that hangs takes longer than each delay. */
    @Test
    void aSlowRefusalIsNotDelayedFurther() {
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofMillis(4500));
            assertThat(ask(Duration.ofMinutes(30))).isZero();
        }
    }

    @Test
    void streamsAtOnceAreAnsweredOneAfterTheOther() {
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            delays.add(connection.delayMillis(now, RETRY_AFTER));
        }

        assertThat(delays).containsExactly(0L, 10L, 30L, 70L);
    }

    private long ask() {
        return ask(RETRY_AFTER);
    }

    /** Asks at once, and has the answer when this returns. */
    private long ask(Duration retryAfter) {
        long delay = connection.delayMillis(now, retryAfter);
        pass(Duration.ofMillis(delay));
        return delay;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
