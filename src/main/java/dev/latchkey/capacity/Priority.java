package dev.latchkey.capacity;

/**
 * How much of what all sign-ins share a caller may use: places in the hashing pool, the time to wait there, database connections. The
 * last quarter is kept for callers on recognised devices, however many others come.
 */
public enum Priority {
    /** Any caller. */
    NORMAL(3),
    /** A caller who shows the token of a device that has signed in under the name that is typed. */
    RECOGNISED_DEVICE(4);

    private static final int QUARTERS = 4;

    private final int quarters;

    Priority(int quarters) {
        this.quarters = quarters;
    }

    /**
     * What callers of this priority may use, together with those of a lower one.
     *
     * @param whole what there is
     * @return all of it, or three quarters, rounded down
     */
    public long of(long whole) {
        return whole * quarters / QUARTERS;
    }
}
