package dev.latchkey.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class WelchTest {

    /** An example from Wikipedia's page on the test; t and the difference were computed in exact fractions, independently of this code. */
    private static final double[] FEW = {
        27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4
    };

    private static final double[] OTHERS = {
        27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 30.5, 25.0
    };

    @Test
    void givesWhatIsKnown() {
        Welch welch = Welch.of(FEW, OTHERS);

        assertThat(welch.t()).isCloseTo(2.8846653108775455, within(1e-9));
        assertThat(welch.difference()).isCloseTo(2.8733333333333335, within(1e-9));
    }

    @Test
    void changesItsSignWhenTheSamplesChangePlaces() {
        assertThat(Welch.of(OTHERS, FEW).t()).isCloseTo(-2.8846653108775455, within(1e-9));
    }

    @Test
    void samplesOfOneKindAreTheSame() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            assertThat(Welch.ofTrimmed(noise(random, 0), noise(random, 0), 0.9).t())
                    .isBetween(-4.5, 4.5);
        }
    }

    @Test
    void aShiftIsSeenThroughOutliersThatHideItUntrimmed() {
        Random random = new Random(7);
        double[] first = noise(random, 0);
        double[] second = noise(random, 0.3);
        first[3] = 1e6;

        assertThat(Welch.of(first, second).t()).isBetween(-4.5, 4.5);
        assertThat(Welch.ofTrimmed(first, second, 0.9).t()).isGreaterThan(4.5);
        assertThat(Welch.ofTrimmed(second, first, 0.9).t()).isLessThan(-4.5);
    }

    @Test
    void aSampleThatIsSlowerAltogetherIsNotTrimmedAway() {
        double[] fast = new Random(1).doubles(100).toArray();
        double[] slow = new Random(2).doubles(5).map(value -> value + 1000).toArray();

        assertThat(Welch.ofTrimmed(fast, slow, 0.9).t()).isGreaterThan(100);
    }

    private static double[] noise(Random random, double shift) {
        return DoubleStream.generate(() -> random.nextGaussian() + shift)
                .limit(2000)
                .toArray();
    }
}
