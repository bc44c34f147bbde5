package dev.latchkey.password;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.capacity.Priority;
import dev.latchkey.password.bcrypt.BcryptEngine;
import dev.latchkey.password.bcrypt.BcryptJob;
import dev.latchkey.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the pool in isolation, with one thread. */
@QuarkusTest
class HashingPoolTest {

    private final PoolOfOne lab = new PoolOfOne();
    private final MeterRegistry metrics = lab.metrics();

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void refusesAtTheDoorWhoWouldWaitLongerThanPromised() {
        HashingPool pool = lab.pool(Duration.ofMillis(100), BcryptEngine.TWIN);
        pool.run("test", Priority.NORMAL, () -> PoolOfOne.compute(250));
        lab.admission().enter(Priority.RECOGNISED_DEVICE);

        assertThatThrownBy(() -> lab.admission().enter(Priority.RECOGNISED_DEVICE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        busy -> assertThat(busy.type().code()).isEqualTo("busy"));
        lab.admission().leave(1);
        lab.admission().enter(Priority.RECOGNISED_DEVICE);
        assertThat(metrics.counter("latchkey.password.shed").count()).isEqualTo(1);
    }

    @Test
    void beforeTheFirstHashACrowdIsRefusedAtTheDoor() {
        // cost 4 is expected to take 1.6 ms, so 32 of the 52 places fill the 50 ms
        lab.pool(Duration.ofMillis(50), BcryptEngine.TWIN);
        int served = 0;
        try {
            for (; served < 100; served++) {
                lab.admission().enter(Priority.RECOGNISED_DEVICE);
            }
        } catch (ProblemException busy) {
            assertThat(busy.type().code()).isEqualTo("busy");
        }
        assertThat(served).isBetween(30, 34);
    }

    @Test
    void whatIsAnsweredIsCounted() {
        HashingPool pool = lab.pool(Duration.ofMinutes(1), BcryptEngine.TWIN);

        for (int run = 1; run <= 2_000; run++) {
            assertThat(pool.run("counted", Priority.NORMAL, () -> true)).isTrue();
            assertThat(metrics.get(PoolOfOne.HASHING)
                            .tag("operation", "counted")
                            .timer()
                            .count())
                    .isEqualTo(run);
        }
    }

    @Test
    void theWarmUpDoesNotMakeItExpectSlowPasswords() {
        // less than the warm-up takes, and more than ten hashes of cost 4 are expected to take
        lab.pool(Duration.ofMillis(20), BcryptEngine.TWIN);

        for (int each = 0; each < 10; each++) {
            lab.admission().enter(Priority.RECOGNISED_DEVICE);
        }

        assertThat(metrics.counter("latchkey.password.shed").count()).isZero();
    }

    /** The JVM compiles the kernel before the first password; a native image is compiled already. */
    @Test
    void onlyAJvmWarmsUp() {
        HashingPool onAJvm = lab.pool(Duration.ofMinutes(1), BcryptEngine.TWIN);
        assertThat(onAJvm.run("test", Priority.NORMAL, lab::warmUps)).isEqualTo(1);

        HashingPool inAnImage = lab.pool(Duration.ofMinutes(1), BcryptEngine.TWIN, ImageMode.NATIVE_RUN);
        BcryptJob job = PoolOfOne.job(4);
        assertThat(inAnImage.<byte[]>run("test", Priority.NORMAL, job, job::hash))
                .hasSize(23);
        assertThat(lab.warmUps()).isEqualTo(1);
    }

    @Test
    void refusesWithoutHashingWhatWaitedTooLongAllTheSame() throws Exception {
        HashingPool pool = lab.pool(Duration.ofMillis(30), BcryptEngine.TWIN);
        CountDownLatch working = new CountDownLatch(1);
        CompletableFuture<Boolean> first =
                lab.inBackground(() -> pool.run("first", Priority.NORMAL, () -> Logins.await(working)));
        lab.waitUntilWorking();
        CompletableFuture<Boolean> second =
                lab.inBackground(() -> pool.run("second", Priority.NORMAL, PoolOfOne.job(4), () -> true));
        sleep(100);
        working.countDown();

        assertThat(first.get()).isTrue();
        assertThatThrownBy(second::get).hasRootCauseInstanceOf(ProblemException.class);
        assertThat(metrics.find(PoolOfOne.HASHING).tag("operation", "second").timer())
                .isNull();
    }

    @Test
    void computesTwoOfOneCostSideBySideAndGivesEachItsOwnResult() throws Exception {
        HashingPool pool = lab.pool(Duration.ofMinutes(1), BcryptEngine.TWIN);
        CountDownLatch working = new CountDownLatch(1);
        CompletableFuture<Boolean> blocker =
                lab.inBackground(() -> pool.run("first", Priority.NORMAL, () -> Logins.await(working)));
        lab.waitUntilWorking();
        List<CompletableFuture<Integer>> results = new ArrayList<>();
        List<Integer> lanes = new ArrayList<>();
        for (int cost : new int[] {4, 5, 4, 5, 6}) {
            BcryptJob job = PoolOfOne.job(cost);
            results.add(lab.inBackground(() -> pool.run("paired", Priority.NORMAL, job, () -> {
                synchronized (lanes) {
                    lanes.add(
                            (int) metrics.get("latchkey.password.lanes").gauge().value());
                }
                return Arrays.hashCode(job.hash());
            })));
        }
        lab.waitUntilWaiting(5);
        working.countDown();

        assertThat(blocker.get()).isTrue();
        for (int i = 0; i < 5; i++) {
            BcryptJob alone = PoolOfOne.job(new int[] {4, 5, 4, 5, 6}[i]);
            BcryptEngine.ELYTRON.compute(alone);
            assertThat(results.get(i).get()).isEqualTo(Arrays.hashCode(alone.hash()));
        }
        // two pairs and a single job, in whatever order the five arrived
        assertThat(lanes).containsExactlyInAnyOrder(2, 2, 2, 2, 1);
    }

    @Test
    void computesOneAfterTheOtherByElytron() {
        HashingPool pool = lab.pool(Duration.ofMinutes(1), BcryptEngine.ELYTRON);
        BcryptJob job = PoolOfOne.job(4);

        assertThat(pool.<byte[]>run("test", Priority.NORMAL, job, job::hash)).hasSize(23);
        assertThat(BcryptEngine.ELYTRON.pairs()).isFalse();
    }

    @Test
    void aFaultReachesItsCallerAndTheThreadGoesOn() {
        HashingPool pool = lab.pool(Duration.ofMinutes(1), BcryptEngine.TWIN);
        BcryptJob used = PoolOfOne.job(4);
        BcryptEngine.TWIN.compute(used);

        assertThatThrownBy(() -> pool.run("test", Priority.NORMAL, used, () -> true))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> pool.run("test", Priority.NORMAL, () -> {
                    throw new AssertionError("a fault");
                }))
                .hasRootCauseInstanceOf(AssertionError.class);
        assertThat(pool.<Boolean>run("test", Priority.NORMAL, PoolOfOne.job(4), () -> true))
                .isTrue();
    }

    @Test
    void nobodyWaitsForAPoolThatStops() throws Exception {
        HashingPool pool = lab.pool(Duration.ofMinutes(1), BcryptEngine.TWIN);
        CountDownLatch working = new CountDownLatch(1);
        CompletableFuture<Boolean> first =
                lab.inBackground(() -> pool.run("first", Priority.NORMAL, () -> Logins.await(working)));
        lab.waitUntilWorking();
        CompletableFuture<Boolean> second =
                lab.inBackground(() -> pool.run("second", Priority.NORMAL, PoolOfOne.job(4), () -> true));
        lab.waitUntilWaiting(1);
        pool.stop(new ShutdownEvent());

        assertThatThrownBy(second::get).hasRootCauseInstanceOf(ProblemException.class);
        working.countDown();
        assertThat(first.get()).isIn(true, false);
    }

    @Test
    void aTaskThatArrivesAfterTheStopIsRefusedAtOnce() {
        HashingPool pool = lab.pool(Duration.ofMinutes(1), BcryptEngine.TWIN);
        pool.stop(new ShutdownEvent());

        List<CompletableFuture<Boolean>> late = List.of(
                lab.inBackground(() -> pool.run("late", Priority.NORMAL, () -> true)),
                lab.inBackground(() -> pool.run("late", Priority.RECOGNISED_DEVICE, PoolOfOne.job(4), () -> true)),
                lab.inBackground(() -> pool.runPadded("late", Priority.NORMAL, () -> true, Duration.ofMinutes(1))));

        assertThat(late).allSatisfy(HashingPoolTest::assertBusy);
    }

    @Test
    void tasksThatArriveDuringTheStopAreServedOrRefused() throws Exception {
        HashingPool pool = lab.pool(Duration.ofMinutes(1), BcryptEngine.TWIN);
        List<CompletableFuture<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            tasks.add(lab.inBackground(() -> pool.run("during", Priority.NORMAL, PoolOfOne.job(4), () -> true)));
            if (i == 100) {
                pool.stop(new ShutdownEvent());
            }
        }

        for (CompletableFuture<Boolean> task : tasks) {
            assertThat(task.handle((value, fault) -> fault == null ? value : fault.getCause())
                            .get(10, SECONDS))
                    .isInstanceOfAny(Boolean.class, ProblemException.class);
        }
    }

    private static void assertBusy(CompletableFuture<Boolean> task) {
        assertThatThrownBy(() -> task.get(10, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .rootCause()
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        busy -> assertThat(busy.type().code()).isEqualTo("busy"));
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
