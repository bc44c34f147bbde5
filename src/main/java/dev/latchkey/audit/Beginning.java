package dev.latchkey.audit;

import java.time.Instant;

/**
 * The beginning of the trail.
 *
 * @param hour the hour of the first seal; no event is older
 * @param madeAt when this was recorded, in microseconds
 * @param state how it came to be
 */
record Beginning(Instant hour, Instant madeAt, String state) {

    /** Recorded with the first audit key, in a database without users and signing keys. */
    static final String NEW = "NEW";

    /** Recorded for a trail of a version that did not record its beginning. */
    static final String UPGRADED = "UPGRADED";

    /** Recorded although there were users or signing keys, but no audit key or no event: an earlier trail was removed. */
    static final String LATE = "LATE";

    byte[] encoded() {
        return new Encoding("latchkey audit beginning v1")
                .add(hour)
                .add(madeAt)
                .add(state)
                .bytes();
    }

    /** Returns the time before which no user and no signing key may have been created. */
    Instant oldest() {
        return state.equals(NEW) ? madeAt : hour;
    }
}
