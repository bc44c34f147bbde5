package dev.latchkey.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something in the trail that nobody but Latchkey may do, and Latchkey did not.
 *
 * @param kind what
 * @param hour in which hour
 * @param event which event; null if it is the hour's seal, or cannot be told
 */
public record AuditFinding(
        Kind kind, Instant hour, @Nullable UUID event) {

    /** What can be wrong. */
    public enum Kind {
        /** An event is not what was written. */
        CHANGED,
        /** An event is gone. */
        REMOVED,
        /** An event is there that Latchkey did not write. */
        ADDED,
        /** The events of the hour are not those that were sealed; which, cannot be told, because the list of them was changed, too. */
        HOUR_CHANGED,
        /** The seal is not what was written, or does not fit the one before it. */
        SEAL_CHANGED,
        /** The seal of this hour is gone. */
        SEAL_REMOVED,
        /** The note that a month was dropped in its time is not Latchkey's. */
        MONTH_CHANGED
    }
}
