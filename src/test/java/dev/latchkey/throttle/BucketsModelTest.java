package dev.latchkey.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.Generate.enumValues;
import static org.quicktheories.generators.SourceDSL.lists;

import dev.latchkey.Database;
import dev.latchkey.throttle.Bucket.State;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Compares attempts from two networks at one account, and what may happen between them, with a model that is a map of numbers. */
@QuarkusTest
class BucketsModelTest {

    private static final AtomicLong NUMBER = new AtomicLong();

    @Inject
    Buckets buckets;

    @Inject
    Database database;

    /** What may happen next. */
    enum Step {
        ONE,
        ONE_OF_ANOTHER_NETWORK,
        TEN,
        TEN_OF_ANOTHER_NETWORK,
        SUCCESS,
        A_SECOND_PASSES,
        A_PERIOD_PASSES,
        AN_HOUR_PASSES
    }

    @Test
    void everyStoryEndsAsTheModelSays() {
        qt().withExamples(300)
                .withShrinkCycles(100)
                .forAll(lists().of(enumValues(Step.class)).ofSizeBetween(1, 40))
                .checkAssert(steps -> new Story().tell(steps));
    }

    /** The model beside the real buckets. A story takes less than a second of real time, which the model does not count. */
    private final class Story {

        private final Bucket account = bucket(Limit.LOGIN_ACCOUNT);
        private final List<Bucket> here = List.of(bucket(Limit.LOGIN), account, bucket(Limit.LOGIN_NETWORK));
        private final List<Bucket> there = List.of(bucket(Limit.LOGIN), account, bucket(Limit.LOGIN_NETWORK));
        private final Map<Bucket, Double> loads = new HashMap<>();
        private final Deque<List<Bucket>> underWay = new ArrayDeque<>();

        void tell(List<Step> steps) {
            steps.forEach(this::step);
        }

        private void step(Step step) {
            switch (step) {
                case ONE -> attempt(here);
                case ONE_OF_ANOTHER_NETWORK -> attempt(there);
                case TEN -> times(10, here);
                case TEN_OF_ANOTHER_NETWORK -> times(10, there);
                case SUCCESS -> succeed();
                case A_SECOND_PASSES -> pass(1);
                case A_PERIOD_PASSES ->
                    pass((long) DefaultBudgets.of(Limit.LOGIN).cost());
                case AN_HOUR_PASSES -> pass(3600);
            }
        }

        private void times(int attempts, List<Bucket> from) {
            for (int i = 0; i < attempts; i++) {
                attempt(from);
            }
        }

        private void attempt(List<Bucket> from) {
            boolean free = from.stream()
                    .allMatch(each ->
                            load(each) + each.budget().cost() <= each.budget().span());
            if (free) {
                from.forEach(each -> loads.put(each, load(each) + each.budget().cost()));
                underWay.push(from);
            }
            List<State> states = buckets.reserve(from);
            assertThat(states).extracting(State::bucket).containsExactlyElementsOf(from);
            assertThat(states).extracting(State::reserved).containsOnly(free);
            states.forEach(state -> assertThat(state.load())
                    .as(state.limit().policy())
                    .isBetween(Math.max(0, load(state.bucket()) - 1), load(state.bucket())));
        }

        /** The last attempt succeeds, so that its cost cannot have expired before: as with a login, which ends soon after it began. */
        private void succeed() {
            if (!underWay.isEmpty()) {
                List<Bucket> attempt = underWay.pop();
                buckets.giveBack(attempt);
                attempt.forEach(each ->
                        loads.put(each, Math.max(0, load(each) - each.budget().cost())));
            }
        }

        private double load(Bucket bucket) {
            return loads.getOrDefault(bucket, 0.0);
        }

        private void pass(long seconds) {
            loads.replaceAll((bucket, load) -> Math.max(0, load - seconds));
            loads.keySet()
                    .forEach(bucket -> database.run(
                            "update throttle set tat = tat - ? * interval '1 second' where key = ?",
                            seconds,
                            bucket.key()));
        }
    }

    static Bucket bucket(Limit limit) {
        return new Bucket(
                limit,
                DefaultBudgets.of(limit),
                limit.policy(),
                false,
                new UUID(System.nanoTime(), NUMBER.incrementAndGet()));
    }
}
