package dev.latchkey.timing;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Tests whether two samples have the same mean: Welch's t (B. L. Welch, Biometrika 34, 1947), which does not assume equal variances.
 *
 * @param t the difference of the means over its standard error; for equal means it is beyond ±4.5 once in 150,000 times
 * @param difference the second mean minus the first, in the samples' unit
 * @param error the standard error of that difference
 */
record Welch(double t, double difference, double error) {

    /** Compares two samples of two values or more. */
    static Welch of(double[] first, double[] second) {
        double difference = mean(second) - mean(first);
        double error = Math.sqrt(variance(first) / first.length + variance(second) / second.length);
        return new Welch(error == 0 ? 0 : difference / error, difference, error);
    }

    /**
     * Compares the samples without the slowest values of both together, as dudect does (Reparaz, Balasch, Verbauwhede 2017). One bound is
     * used for both, so a slower sample loses more values and remains the slower one.
     *
     * @param keep the part of all values that is kept, 0 to 1
     */
    static Welch ofTrimmed(double[] first, double[] second, double keep) {
        double[] all = DoubleStream.concat(Arrays.stream(first), Arrays.stream(second))
                .sorted()
                .toArray();
        double bound = all[(int) Math.ceil(keep * all.length) - 1];
        return of(upTo(bound, first), upTo(bound, second));
    }

    private static double[] upTo(double bound, double[] values) {
        double[] kept = Arrays.stream(values).filter(value -> value <= bound).toArray();
        // all values are slower than the other sample's slowest: the difference is clear without trimming
        return kept.length < 2 ? values : kept;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** Returns the unbiased variance. */
    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }
}
