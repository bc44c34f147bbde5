package dev.latchkey.outbox;

import java.time.Duration;
import java.util.function.LongUnaryOperator;

/**
 * When a message is tried again: each pause is three times the one before, up to a longest one, plus up to a half of it at random, so that
 * a receiver that recovers is not overloaded.
 *
 * @param most how many attempts there are before the message is dead
 * @param first the pause after the first attempt
 * @param longest the longest pause, without its random part
 */
public record Retries(int most, Duration first, Duration longest) {

    /** 13 attempts: their 12 pauses (5 s, 15 s, 45 s … 6 h) add up to a day and a half. */
    public static final Retries DAY_AND_A_HALF = new Retries(13, Duration.ofSeconds(5), Duration.ofHours(6));

    /**
     * Returns whether a message is dead after a failed attempt.
     *
     * @param attempts the number of attempts so far
     * @return true if there is no further one
     */
    public boolean isLast(int attempts) {
        return attempts >= most;
    }

    /**
     * Returns the pause after a failed attempt.
     *
     * @param attempts the number of attempts so far, at least 1
     * @param upTo returns a random number from 0 up to its argument
     * @return the pause
     */
    public Duration pause(int attempts, LongUnaryOperator upTo) {
        double wanted = first.toMillis() * Math.pow(3, attempts - 1.0);
        long millis = (long) Math.min((double) longest.toMillis(), wanted);
        return Duration.ofMillis(millis + upTo.applyAsLong(millis / 2));
    }
}
