package dev.latchkey.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change to the audit trail that Latchkey did not make.
 *
 * @param kind what
 * @param hour in which hour; null if it is about none
 * @param event which event; null if it is the hour's seal, or cannot be told
 */
public record AuditFinding(
        Kind kind, @Nullable Instant hour, @Nullable UUID event) {

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
        MONTH_CHANGED,
        /** The hour ended more than two hours ago and has no seal; after a long absence the service seals it within some minutes. */
        NOT_SEALED,
        /** An event of Latchkey's is dated before the trail began. */
        BEFORE_BEGINNING,
        /** The row that says when the trail began is gone. */
        BEGINNING_REMOVED,
        /** That row is not what was written. */
        BEGINNING_CHANGED,
        /** A user or a signing key is older than the trail: an earlier trail was removed. */
        BEGINNING_LATE,
        /** A key that this process signs or has signed with is gone. */
        KEY_REMOVED,
        /** A key is not what was written, or is encrypted under a root secret that this process does not have. */
        KEY_CHANGED
    }
}
