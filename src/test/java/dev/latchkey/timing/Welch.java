package dev.latchkey.timing;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Whether two samples have the same mean: Welch's t (B. L. Welch, Biometrika 34, 1947), which lets their variances differ.
 *
 * @param t the difference of the means over its standard error; of equal means it is beyond ±4.5 once in 150,000 times
 * @param difference the second mean less the first, in the samples' unit
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
     * Compares what remains when the slowest of both samples together are left out, as dudect does it (Reparaz, Balasch,
     * Verbauwhede 2017): one bound for both, so that a sample which is slower loses more and stays the slower one.
     *
     * @param keep which part of all values stays, 0 to 1
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
        // all of them slower than the other sample's slowest: there is no need to trim what is as clear as that
        return kept.length < 2 ? values : kept;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** The unbiased one. */
    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }
}
