package dev.latchkey.throttle;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * The size of a limit (GCRA, ITU-T I.371): so many attempts at once, then one more in each period. Immutable.
 *
 * @param burst attempts at once, 1 to 1,000,000
 * @param period until one attempt is forgotten, from a millisecond to a day
 */
public record Budget(int burst, Duration period) {

    private static final int LARGEST_BURST = 1_000_000;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Pattern FORM = Pattern.compile("(\\d{1,7}), then (\\d{1,7}) per (\\d{1,7})(ms|s|m|h|d)");

    /** Refuses what cannot be counted. */
    public Budget {
        if (burst < 1 || burst > LARGEST_BURST || period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "A limit has 1 to 1,000,000 attempts at once, and one more in a time from 1ms to 1d.");
        }
    }

    /**
     * Reads the text of a setting: {@code 10, then 1 per 10m}.
     *
     * @param text how many at once, and how many more in which time, in ms, s, m, h or d
     * @return the budget
     * @throws IllegalArgumentException if the text is none
     */
    public static Budget parse(CharSequence text) {
        Matcher form = FORM.matcher(text.toString().strip().toLowerCase(Locale.ROOT));
        if (!form.matches() || Integer.parseInt(form.group(2)) == 0) {
            throw new IllegalArgumentException(
                    "A limit is written as in \"10, then 1 per 10m\": how many attempts at once,"
                            + " and how many more in which time (ms, s, m, h or d).");
        }
        Duration time = unit(form.group(4)).multipliedBy(Long.parseLong(form.group(3)));
        return new Budget(Integer.parseInt(form.group(1)), time.dividedBy(Long.parseLong(form.group(2))));
    }

    private static Duration unit(String name) {
        return switch (name) {
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }

    /** Reads a setting; where that fails, the configuration says which setting it was. */
    public static final class Form implements Converter<Budget> {

        private static final long serialVersionUID = 1L;

        /** For the configuration. */
        public Form() {}

        @Override
        public Budget convert(String text) {
            return parse(text);
        }
    }

    /** What one attempt costs: the time until it is forgotten, in seconds. */
    double cost() {
        return period.toNanos() / 1e9;
    }

    /** In how many seconds an empty budget is full again. */
    double span() {
        return burst * cost();
    }

    /** So many times the attempts at once, at the same rate, but no more at once than the most. */
    Budget withBurst(int times, int most) {
        return new Budget((int) Math.min((long) burst * times, Math.max(burst, most)), period);
    }

    /** So many times the attempts, at once and in time. */
    Budget times(int factor) {
        return new Budget((int) Math.min((long) burst * factor, LARGEST_BURST), longer(period.dividedBy(factor)));
    }

    private static Duration longer(Duration period) {
        return period.compareTo(SHORTEST) < 0 ? SHORTEST : period;
    }

    @Override
    public String toString() {
        return burst + ", then 1 per " + period;
    }
}
