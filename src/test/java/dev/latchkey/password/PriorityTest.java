package dev.latchkey.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.latchkey.capacity.Priority;
import dev.latchkey.password.bcrypt.BcryptEngine;
import dev.latchkey.problem.ProblemException;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests what callers of normal priority leave for recognised devices, in a pool of one thread. */
@QuarkusTest
class PriorityTest {

    private final PoolOfOne lab = new PoolOfOne();

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void aQuarterOfThePlacesIsForThoseWhoAreKnown() {
        lab.pool(Duration.ofMinutes(1), BcryptEngine.TWIN);
        // 2 lanes and 50 waiting places
        for (int stranger = 0; stranger < 39; stranger++) {
            lab.admission().enter(Priority.NORMAL);
        }

        assertThatThrownBy(() -> lab.admission().enter(Priority.NORMAL)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> lab.admission().requireRoom(Priority.NORMAL)).isInstanceOf(ProblemException.class);
        for (int known = 0; known < 13; known++) {
            lab.admission().requireRoom(Priority.RECOGNISED_DEVICE);
            lab.admission().enter(Priority.RECOGNISED_DEVICE);
        }
        assertThatThrownBy(() -> lab.admission().enter(Priority.RECOGNISED_DEVICE))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void severalPlacesOfOneCallerLeaveTheQuarterToo() {
        lab.pool(Duration.ofMinutes(1), BcryptEngine.TWIN);
        for (int caller = 0; caller < 37; caller++) {
            lab.admission().enter(Priority.NORMAL);
        }
        lab.admission().enterMore(Priority.NORMAL, 2);

        assertThatThrownBy(() -> lab.admission().enterMore(Priority.NORMAL, 1)).isInstanceOf(ProblemException.class);
        // all or none
        assertThatThrownBy(() -> lab.admission().enterMore(Priority.RECOGNISED_DEVICE, 14))
                .isInstanceOf(ProblemException.class);
        lab.admission().enterMore(Priority.RECOGNISED_DEVICE, 13);
        assertThatThrownBy(() -> lab.admission().enter(Priority.RECOGNISED_DEVICE))
                .isInstanceOf(ProblemException.class);
        lab.admission().leave(13);
        lab.admission().enter(Priority.RECOGNISED_DEVICE);
    }

    @Test
    void aQuarterOfTheTimeIsForThoseWhoAreKnown() {
        HashingPool pool = lab.pool(Duration.ofMillis(1200), BcryptEngine.TWIN);
        pool.run("test", Priority.NORMAL, () -> PoolOfOne.compute(1000));
        lab.admission().enter(Priority.NORMAL);

        // the pool answers before it reports how long the hash took
        await().untilAsserted(() -> assertThatThrownBy(() -> lab.admission().requireRoom(Priority.NORMAL))
                .isInstanceOf(ProblemException.class));
        assertThatThrownBy(() -> lab.admission().enter(Priority.NORMAL)).isInstanceOf(ProblemException.class);
        lab.admission().enter(Priority.RECOGNISED_DEVICE);
        assertThatThrownBy(() -> lab.admission().enter(Priority.RECOGNISED_DEVICE))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void whoIsKnownSharesTheCoreWithTheFirstStranger() throws Exception {
        assertThat(served(BcryptEngine.TWIN, "stranger 1", "stranger 2", "stranger 3", "known 1", "known 2"))
                .containsExactly("known 1", "stranger 1", "stranger 2", "known 2", "stranger 3");
    }

    @Test
    void whereNobodySharesACoreTheyTakeTurns() throws Exception {
        assertThat(served(BcryptEngine.ELYTRON, "stranger 1", "stranger 2", "stranger 3", "known 1", "known 2"))
                .containsExactly("known 1", "stranger 1", "known 2", "stranger 2", "stranger 3");
    }

    @Test
    void whatNobodyPairsWithHasItsTurn() throws Exception {
        assertThat(served(
                        BcryptEngine.TWIN,
                        "stranger 1",
                        "stranger 2",
                        "stranger 3",
                        "known 1",
                        "known alone",
                        "known 2",
                        "known 3"))
                .containsExactly(
                        "known 1", "stranger 1", "stranger 2", "known 2", "known alone", "stranger 3", "known 3");
    }

    /** Returns the order in which tasks are served that arrived in another order while the thread was busy. */
    private List<String> served(BcryptEngine engine, String... names) throws Exception {
        HashingPool pool = lab.pool(Duration.ofMinutes(1), engine);
        CountDownLatch working = new CountDownLatch(1);
        List<String> served = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        all.add(lab.inBackground(() -> pool.run("first", Priority.NORMAL, () -> Logins.await(working))));
        lab.waitUntilWorking();
        for (String who : names) {
            Priority priority = who.startsWith("known") ? Priority.RECOGNISED_DEVICE : Priority.NORMAL;
            all.add(lab.inBackground(() -> who.endsWith("alone")
                    ? pool.run("test", priority, () -> served.add(who))
                    : pool.run("test", priority, PoolOfOne.job(4), () -> served.add(who))));
            lab.waitUntilWaiting(all.size() - 1);
        }
        working.countDown();
        for (CompletableFuture<Boolean> each : all) {
            each.get();
        }
        return served;
    }
}
