package dev.latchkey.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** What strangers leave for those who are known, in a pool of one thread. */
@QuarkusTest
class StandingTest {

    private final PoolOfOne lab = new PoolOfOne();

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void aQuarterOfThePlacesIsForThoseWhoAreKnown() {
        HashingPool pool = lab.pool(Duration.ofMinutes(1), BcryptEngine.TWIN);
        // 2 lanes and 50 who wait
        for (int stranger = 0; stranger < 39; stranger++) {
            pool.enter(Standing.STRANGER);
        }

        assertThatThrownBy(() -> pool.enter(Standing.STRANGER)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> pool.requireRoom(Standing.STRANGER)).isInstanceOf(ProblemException.class);
        for (int known = 0; known < 13; known++) {
            pool.requireRoom(Standing.KNOWN);
            pool.enter(Standing.KNOWN);
        }
        assertThatThrownBy(() -> pool.enter(Standing.KNOWN)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aQuarterOfTheTimeIsForThoseWhoAreKnown() {
        HashingPool pool = lab.pool(Duration.ofMillis(1200), BcryptEngine.TWIN);
        pool.run("test", Standing.STRANGER, () -> PoolOfOne.compute(1000));
        pool.enter(Standing.STRANGER);

        assertThatThrownBy(() -> pool.enter(Standing.STRANGER)).isInstanceOf(ProblemException.class);
        pool.enter(Standing.KNOWN);
        assertThatThrownBy(() -> pool.enter(Standing.KNOWN)).isInstanceOf(ProblemException.class);
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

    /** In what order those are served who came in another, while the thread was at work. */
    private List<String> served(BcryptEngine engine, String... names) throws Exception {
        HashingPool pool = lab.pool(Duration.ofMinutes(1), engine);
        CountDownLatch working = new CountDownLatch(1);
        List<String> served = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        all.add(lab.inBackground(() -> pool.run("first", Standing.STRANGER, () -> Logins.await(working))));
        lab.waitUntilWorking();
        for (String who : names) {
            Standing standing = who.startsWith("known") ? Standing.KNOWN : Standing.STRANGER;
            all.add(lab.inBackground(() -> who.endsWith("alone")
                    ? pool.run("test", standing, () -> served.add(who))
                    : pool.run("test", standing, PoolOfOne.job(4), () -> served.add(who))));
            lab.waitUntilWaiting(all.size() - 1);
        }
        working.countDown();
        for (CompletableFuture<Boolean> each : all) {
            each.get();
        }
        return served;
    }
}
