package dev.latchkey.http;

/** How much later a refusal is answered, by how often its caller has not waited: 0, 10, 20, 40 ms and so on, at most 1 s. */
final class Delay {

    static final long LONGEST_MILLIS = 1000;

    /** Number of repeats from which the delay does not grow. */
    static final int LONGEST_FROM = 8;

    private static final long FIRST_MILLIS = 10;

    private Delay() {}

    /** Returns the delay in milliseconds. */
    static long afterRepeats(int repeats) {
        if (repeats <= 0) {
            return 0;
        }
        return repeats >= LONGEST_FROM ? LONGEST_MILLIS : FIRST_MILLIS << (repeats - 1);
    }
}
