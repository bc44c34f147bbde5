package dev.latchkey.throttle;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * The size of a limit (GCRA, ITU-T I.371): a burst of attempts, then one more in each period. Immutable.
 *
 * @param burst attempts at once, 1 to 1,000,000
 * @param period time until one attempt is forgotten, from a millisecond to a day
 */
public record Budget(int burst, Duration period) {

    private static final int LARGEST_BURST = 1_000_000;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Pattern FORM = Pattern.compile("(\\d{1,7}), then (\\d{1,7}) per (\\d{1,7})(ms|s|m|h|d)");

    /** Throws {@code IllegalArgumentException} if a value is out of range. */
    public Budget {
        if (burst < 1 || burst > LARGEST_BURST || period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "A limit has 1 to 1,000,000 attempts at once, and one more in a time from 1ms to 1d.");
        }
    }

    /**
     * Parses a setting: {@code 10, then 1 per 10m}.
     *
     * @param text the burst, and how many more in which time, in ms, s, m, h or d
     * @return the budget
     * @throws IllegalArgumentException if the text does not have this form
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

    /** Converts a setting; on a failure, the configuration adds the name of the setting. */
    public static final class Form implements Converter<Budget> {

        private static final long serialVersionUID = 1L;

        /** Called by the configuration. */
        public Form() {}

        @Override
        public Budget convert(String text) {
            return parse(text);
        }
    }

    /** Returns the cost of one attempt: the time until it is forgotten, in seconds. */
    double cost() {
        return period.toNanos() / 1e9;
    }

    /** Returns the seconds in which a used-up budget is full again. */
    double span() {
        return burst * cost();
    }

    /** Returns a budget with a multiple of the burst, up to a maximum, at the same rate. */
    Budget withBurst(int times, int most) {
        return new Budget((int) Math.min((long) burst * times, Math.max(burst, most)), period);
    }

    /** Returns a budget with a multiple of the burst and of the rate. */
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
