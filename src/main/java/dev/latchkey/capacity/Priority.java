package dev.latchkey.capacity;

/**
 * How much of the resources that all sign-ins share a caller may use: places in the hashing pool, the time to wait there, database
 * connections. The last quarter is reserved for callers on recognised devices, however many others arrive.
 */
public enum Priority {
    /** Any caller. */
    NORMAL(3),
    /** A caller who presents the token of a device that has signed in under the same name. */
    RECOGNISED_DEVICE(4);

    private static final int QUARTERS = 4;

    private final int quarters;

    Priority(int quarters) {
        this.quarters = quarters;
    }

    /**
     * Returns the part of a resource that callers of this priority may use, together with those of a lower one.
     *
     * @param whole size of the resource
     * @return all of it, or three quarters, rounded down
     */
    public long of(long whole) {
        return whole * quarters / QUARTERS;
    }
}
