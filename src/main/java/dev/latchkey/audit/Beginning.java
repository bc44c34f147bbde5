package dev.latchkey.audit;

import java.time.Instant;

/**
 * When the trail began.
 *
 * @param hour the hour that the first seal is for; no event is older
 * @param madeAt when this was written down, in microseconds
 * @param state how it came to be
 */
record Beginning(Instant hour, Instant madeAt, String state) {

    /** Made with the first audit key, in a database without users and signing keys. */
    static final String NEW = "NEW";

    /** Made for a trail that was there before beginnings were. */
    static final String UPGRADED = "UPGRADED";

    /** Made although there were users or signing keys, but no audit key or no event: an earlier trail was removed. */
    static final String LATE = "LATE";

    byte[] encoded() {
        return new Encoding("latchkey audit beginning v1")
                .add(hour)
                .add(madeAt)
                .add(state)
                .bytes();
    }

    /** Nothing else in the database can be older. */
    Instant oldest() {
        return state.equals(NEW) ? madeAt : hour;
    }
}
