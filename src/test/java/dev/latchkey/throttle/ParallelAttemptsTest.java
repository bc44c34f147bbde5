package dev.latchkey.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import dev.latchkey.throttle.Bucket.State;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Concurrent attempts never exceed a budget, never deadlock, and write nothing if they are refused. */
@QuarkusTest
class ParallelAttemptsTest {

    @Inject
    Buckets buckets;

    @Inject
    Database database;

    @RepeatedTest(5)
    void ofTwoHundredAtOnceOnlyTheBudgetGetsThrough() throws Exception {
        Bucket account = BucketsModelTest.bucket(Limit.LOGIN_ACCOUNT);

        List<List<State>> outcomes = atOnce(IntStream.range(0, 200)
                .mapToObj(number -> List.of(
                        BucketsModelTest.bucket(Limit.LOGIN), account, BucketsModelTest.bucket(Limit.LOGIN_NETWORK)))
                .toList());

        assertThat(outcomes.stream().filter(ParallelAttemptsTest::isThrough))
                .hasSize(DefaultBudgets.of(Limit.LOGIN_ACCOUNT).burst());
        assertThat(outcomes.stream()
                        .filter(each -> !isThrough(each))
                        .flatMap(List::stream)
                        .filter(state -> !state.bucket().equals(account)))
                .allSatisfy(state -> {
                    assertThat(state.load()).isZero();
                    assertThat(load(state.bucket())).isLessThanOrEqualTo(0);
                });
    }

    @Test
    void inAnyOrderNobodyWaitsInACircle() throws Exception {
        List<Bucket> all = IntStream.range(0, 6)
                .mapToObj(number -> BucketsModelTest.bucket(Limit.REFRESH))
                .toList();
        Random random = new Random(1);
        List<List<Bucket>> attempts = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            List<Bucket> some = new ArrayList<>(all);
            Collections.shuffle(some, random);
            attempts.add(List.copyOf(some.subList(0, 3)));
        }

        List<List<State>> outcomes = atOnce(attempts);

        for (Bucket each : all) {
            long through = outcomes.stream()
                    .flatMap(List::stream)
                    .filter(state -> state.bucket().equals(each) && state.reserved())
                    .count();
            // the burst, and what was refilled during the test
            assertThat(through).isBetween(200L, 360L);
        }
    }

    private double load(Bucket bucket) {
        return database
                .texts("select extract(epoch from tat - now()) from throttle where key = ?", bucket.key())
                .stream()
                .mapToDouble(Double::parseDouble)
                .sum();
    }

    private static boolean isThrough(List<State> states) {
        return states.stream().allMatch(State::reserved);
    }

    private List<List<State>> atOnce(List<List<Bucket>> attempts) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try {
            List<Future<List<State>>> outcomes = new ArrayList<>();
            for (List<Bucket> attempt : attempts) {
                outcomes.add(callers.submit(() -> buckets.reserve(attempt)));
            }
            List<List<State>> states = new ArrayList<>();
            for (Future<List<State>> outcome : outcomes) {
                states.add(outcome.get());
            }
            return states;
        } finally {
            callers.shutdownNow();
        }
    }
}
