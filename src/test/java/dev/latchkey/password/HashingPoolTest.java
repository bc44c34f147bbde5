package dev.latchkey.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.password.bcrypt.BcryptEngine;
import dev.latchkey.password.bcrypt.BcryptJob;
import dev.latchkey.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pool by itself, with one thread. */
@QuarkusTest
class HashingPoolTest {

    private static final String HASHING = "latchkey.password.hashing";

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<HashingPool> pools = new ArrayList<>();

    /** Settings of one thread. */
    private record OneThread(Duration maxWait, BcryptEngine engine) implements PasswordConfig {
        @Override
        public int cost() {
            return 4;
        }

        @Override
        public OptionalInt threads() {
            return OptionalInt.of(1);
        }

        @Override
        public int queuePerThread() {
            return 50;
        }
    }

    @AfterEach
    void stop() {
        pools.forEach(pool -> pool.stop(new ShutdownEvent()));
        callers.shutdownNow();
    }

    @Test
    void refusesAtTheDoorWhoWouldWaitLongerThanPromised() {
        HashingPool pool = pool(Duration.ofMillis(100), BcryptEngine.TWIN);
        pool.run("test", () -> compute(250));
        pool.enter();

        assertThatThrownBy(pool::enter)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        busy -> assertThat(busy.type().code()).isEqualTo("busy"));
        pool.leave();
        pool.enter();
        assertThat(metrics.counter("latchkey.password.shed").count()).isEqualTo(1);
    }

    @Test
    void theWarmUpDoesNotMakeItExpectSlowPasswords() {
        HashingPool pool = pool(Duration.ofNanos(1), BcryptEngine.TWIN);

        pool.enter();
        pool.enter();

        assertThat(metrics.counter("latchkey.password.shed").count()).isZero();
    }

    @Test
    void refusesWithoutHashingWhatWaitedTooLongAllTheSame() throws Exception {
        HashingPool pool = pool(Duration.ofMillis(30), BcryptEngine.TWIN);
        CountDownLatch working = new CountDownLatch(1);
        CompletableFuture<Boolean> first = inBackground(() -> pool.run("first", () -> Logins.await(working)));
        waitUntilWorking();
        CompletableFuture<Boolean> second = inBackground(() -> pool.run("second", job(4), () -> true));
        sleep(100);
        working.countDown();

        assertThat(first.get()).isTrue();
        assertThatThrownBy(second::get).hasRootCauseInstanceOf(ProblemException.class);
        assertThat(metrics.find(HASHING).tag("operation", "second").timer()).isNull();
    }

    @Test
    void computesTwoOfOneCostSideBySideAndGivesEachItsOwnResult() throws Exception {
        HashingPool pool = pool(Duration.ofMinutes(1), BcryptEngine.TWIN);
        CountDownLatch working = new CountDownLatch(1);
        CompletableFuture<Boolean> blocker = inBackground(() -> pool.run("first", () -> Logins.await(working)));
        waitUntilWorking();
        List<CompletableFuture<Integer>> results = new ArrayList<>();
        List<Integer> lanes = new ArrayList<>();
        for (int cost : new int[] {4, 5, 4, 5, 6}) {
            BcryptJob job = job(cost);
            results.add(inBackground(() -> pool.run("paired", job, () -> {
                synchronized (lanes) {
                    lanes.add(
                            (int) metrics.get("latchkey.password.lanes").gauge().value());
                }
                return Arrays.hashCode(job.hash());
            })));
        }
        while (metrics.get("latchkey.password.waiting").gauge().value() < 5) {
            Thread.onSpinWait();
        }
        working.countDown();

        assertThat(blocker.get()).isTrue();
        for (int i = 0; i < 5; i++) {
            BcryptJob alone = job(new int[] {4, 5, 4, 5, 6}[i]);
            BcryptEngine.ELYTRON.compute(alone);
            assertThat(results.get(i).get()).isEqualTo(Arrays.hashCode(alone.hash()));
        }
        // two pairs and one alone, in whatever order the five arrived
        assertThat(lanes).containsExactlyInAnyOrder(2, 2, 2, 2, 1);
    }

    @Test
    void computesOneAfterTheOtherByElytron() {
        HashingPool pool = pool(Duration.ofMinutes(1), BcryptEngine.ELYTRON);
        BcryptJob job = job(4);

        assertThat(pool.<byte[]>run("test", job, job::hash)).hasSize(23);
        assertThat(BcryptEngine.ELYTRON.pairs()).isFalse();
    }

    @Test
    void aFaultReachesItsCallerAndTheThreadGoesOn() {
        HashingPool pool = pool(Duration.ofMinutes(1), BcryptEngine.TWIN);
        BcryptJob used = job(4);
        BcryptEngine.TWIN.compute(used);

        assertThatThrownBy(() -> pool.run("test", used, () -> true)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> pool.run("test", () -> {
                    throw new AssertionError("a fault");
                }))
                .hasRootCauseInstanceOf(AssertionError.class);
        assertThat(pool.<Boolean>run("test", job(4), () -> true)).isTrue();
    }

    @Test
    void nobodyWaitsForAPoolThatStops() throws Exception {
        HashingPool pool = pool(Duration.ofMinutes(1), BcryptEngine.TWIN);
        CountDownLatch working = new CountDownLatch(1);
        CompletableFuture<Boolean> first = inBackground(() -> pool.run("first", () -> Logins.await(working)));
        waitUntilWorking();
        CompletableFuture<Boolean> second = inBackground(() -> pool.run("second", job(4), () -> true));
        while (metrics.get("latchkey.password.waiting").gauge().value() < 1) {
            Thread.onSpinWait();
        }
        pool.stop(new ShutdownEvent());

        assertThatThrownBy(second::get).hasRootCauseInstanceOf(ProblemException.class);
        working.countDown();
        assertThat(first.get()).isIn(true, false);
    }

    /** A pool that has done its warm-up. */
    private HashingPool pool(Duration maxWait, BcryptEngine engine) {
        HashingPool pool = new HashingPool(new OneThread(maxWait, engine), new HashingMetrics(metrics));
        pools.add(pool);
        pool.start(new StartupEvent());
        while (metrics.find(HASHING).tag("operation", "warm-up").timer() == null) {
            Thread.onSpinWait();
        }
        return pool;
    }

    private void waitUntilWorking() {
        while (metrics.get("latchkey.password.lanes").gauge().value() < 1) {
            Thread.onSpinWait();
        }
    }

    private <T> CompletableFuture<T> inBackground(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, callers);
    }

    private static BcryptJob job(int cost) {
        return new BcryptJob(new byte[] {'a', (byte) (cost + 60)}, new byte[16], cost);
    }

    /** Uses the CPU for so long. */
    private static boolean compute(long millis) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + millis * 1_000_000;
        while (threads.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
        return true;
    }

    private static boolean sleep(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
