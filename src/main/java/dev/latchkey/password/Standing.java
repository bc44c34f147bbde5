package dev.latchkey.password;

/**
 * How much a caller may use of what all logins share: places in the hashing pool, the time to wait there, database connections.
 * However many strangers come, something is left for those who have shown that they have signed in before.
 */
public enum Standing {
    /** Anybody. */
    STRANGER(3),
    /** Who shows the token of a device that has signed in under the name that is typed. */
    KNOWN(4);

    private static final int QUARTERS = 4;

    private final int quarters;

    Standing(int quarters) {
        this.quarters = quarters;
    }

    /**
     * What callers of this standing may use, all of them together with those of lower standing.
     *
     * @param whole what there is
     * @return all of it, or three quarters, rounded down
     */
    public long of(long whole) {
        return whole * quarters / QUARTERS;
    }
}
