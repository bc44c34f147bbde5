package dev.latchkey.session;

import static dev.latchkey.Api.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.Generate.enumValues;
import static org.quicktheories.generators.Generate.pick;
import static org.quicktheories.generators.SourceDSL.lists;

import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Runs thousands of random sequences of events between an honest client and a thief in one session, and compares the results with those of
 * a model of a few lines.
 */
@QuarkusTest
class RefreshModelTest {

    private static final int STORIES = 1_000;
    private static final int GRACE = 30;
    private static final long IDLE = 14 * 86_400L;
    private static final long ABSOLUTE = 30 * 86_400L;

    @Inject
    Database database;

    @Inject
    RefreshTokenGrant refreshing;

    @Inject
    Sessions sessions;

    /** An event. */
    enum Step {
        /** The client refreshes and gets the answer. */
        REFRESH,
        /** The service commits, and the answer is lost: a crash, a network, a closed lid. The client asks again at once. */
        LOST_ANSWER_AND_RETRY,
        /** Two tabs refresh with the same token, one after the other. */
        SECOND_TAB,
        /** A tab that was suspended sends the previous token. */
        OLD_TAB,
        /** The thief copies the client's current token. */
        COPY,
        /** The thief uses the copy. */
        THEFT,
        /** The client signs out with its current token. */
        LOGOUT,
        A_SECOND_PASSES,
        ALMOST_THE_GRACE_PASSES,
        THE_GRACE_PASSES,
        A_DAY_PASSES,
        TWO_WEEKS_PASS
    }

    @Test
    void noStoryLogsAnHonestClientOutOrLetsAThiefStay() {
        UUID person = person();

        qt().withExamples(STORIES)
                .withShrinkCycles(200)
                .forAll(lists().of(enumValues(Step.class)).ofSizeBetween(1, 30))
                .checkAssert(story -> new Story(sessions.open(person, List.of("pwd"), Instant.now())).tell(story));
    }

    @Test
    void withoutAThiefOnlyTimeAndTheClientItselfEndASession() {
        UUID person = person();
        List<Step> honest = List.of(
                Step.REFRESH,
                Step.LOST_ANSWER_AND_RETRY,
                Step.SECOND_TAB,
                Step.A_SECOND_PASSES,
                Step.THE_GRACE_PASSES,
                Step.A_DAY_PASSES);

        qt().withExamples(STORIES / 4)
                .forAll(lists().of(pick(honest)).ofSizeBetween(1, 20))
                .checkAssert(steps -> {
                    Story story = new Story(sessions.open(person, List.of("pwd"), Instant.now()));
                    story.tell(steps);
                    assertThat(story.over).isFalse();
                });
    }

    private UUID person() {
        return UUID.fromString(database.text("select id from users where username = ?", registered()));
    }

    /** Runs the model and the service side by side. */
    private final class Story {

        private final UUID session;
        private final SessionRows rows = new SessionRows(database);
        private String held;
        private int heldGeneration;
        private String former = "";
        private int formerGeneration;
        private String copy = "";
        private int copyGeneration = -1;

        // the model
        private int generation;
        private long sinceMove;
        private long age;
        private boolean over;

        Story(Sessions.Opened opened) {
            this.held = opened.refreshToken().value();
            this.session = opened.session().id();
        }

        void tell(List<Step> steps) {
            steps.forEach(this::step);
            assertThat(rows.column("generation", session)).isEqualTo(Integer.toString(generation));
        }

        private boolean isAlive() {
            return !over && age < ABSOLUTE && sinceMove < IDLE;
        }

        private void step(Step step) {
            switch (step) {
                case REFRESH -> use();
                case LOST_ANSWER_AND_RETRY -> {
                    String lost = present(held, heldGeneration);
                    String again = present(held, heldGeneration);
                    assertThat(again).isEqualTo(lost);
                    keep(again);
                }
                case SECOND_TAB -> {
                    String one = present(held, heldGeneration);
                    assertThat(present(held, heldGeneration)).isEqualTo(one);
                    keep(one);
                }
                case OLD_TAB -> {
                    if (!former.isEmpty()) {
                        present(former, formerGeneration);
                    }
                }
                case COPY -> {
                    copy = held;
                    copyGeneration = heldGeneration;
                }
                case THEFT -> present(copy, copyGeneration);
                case LOGOUT -> {
                    sessions.end(held);
                    over = true;
                }
                case A_SECOND_PASSES -> pass(1);
                case ALMOST_THE_GRACE_PASSES -> pass(GRACE - 5);
                case THE_GRACE_PASSES -> pass(GRACE + 1);
                case A_DAY_PASSES -> pass(86_400);
                case TWO_WEEKS_PASS -> pass(IDLE + 1);
            }
        }

        private void use() {
            keep(present(held, heldGeneration));
        }

        private void keep(String answer) {
            if (!answer.isEmpty()) {
                former = held;
                formerGeneration = heldGeneration;
                held = answer;
                heldGeneration = generation;
            }
        }

        /** Presents a token to both; the service's answer must be the model's. Empty for a refusal. */
        private String present(String token, int presented) {
            String answer = refreshing
                    .refresh(token)
                    .map(next -> next.refreshToken().value())
                    .orElse("");
            assertThat(!answer.isEmpty())
                    .as("generation %s of %s", presented, generation)
                    .isEqualTo(model(presented));
            return answer;
        }

        private boolean model(int presented) {
            if (presented < 0 || !isAlive()) {
                return false;
            }
            if (presented == generation) {
                generation++;
                sinceMove = 0;
                return true;
            }
            if (presented == generation - 1 && sinceMove < GRACE) {
                return true;
            }
            over = true;
            return false;
        }

        private void pass(long seconds) {
            rows.age(session, seconds);
            age += seconds;
            sinceMove += seconds;
        }
    }
}
