package dev.latchkey.audit;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change to the audit trail that Latchkey did not make.
 *
 * @param kind the kind of change
 * @param hour the hour it concerns; null if it concerns none
 * @param event the event it concerns; null if it concerns the hour's seal, or cannot be determined
 */
@RegisterForReflection
public record AuditFinding(
        Kind kind, @Nullable Instant hour, @Nullable UUID event) {

    /** The kinds of findings. */
    public enum Kind {
        /** An event differs from what was written. */
        CHANGED,
        /** An event is missing. */
        REMOVED,
        /** An event is present that Latchkey did not write. */
        ADDED,
        /**
         * The events of the hour differ from those that were sealed. Which ones cannot be determined, because the list of them was changed
         * too.
         */
        HOUR_CHANGED,
        /** The seal differs from what was written, or does not follow the one before it. */
        SEAL_CHANGED,
        /** The seal of this hour is missing. */
        SEAL_REMOVED,
        /** The record that a month was dropped on schedule is not Latchkey's. */
        MONTH_CHANGED,
        /** The hour ended more than two hours ago and has no seal. After a downtime the service seals it within some minutes. */
        NOT_SEALED,
        /** A genuine event is dated before the trail began. */
        BEFORE_BEGINNING,
        /** The row with the beginning of the trail is missing. */
        BEGINNING_REMOVED,
        /** The row with the beginning of the trail differs from what was written. */
        BEGINNING_CHANGED,
        /** A user or a signing key is older than the trail: an earlier trail was removed. */
        BEGINNING_LATE,
        /** A key that this process signs with, or has signed with, is missing. */
        KEY_REMOVED,
        /** A key differs from what was written, or is encrypted under a root secret that this process does not have. */
        KEY_CHANGED
    }
}
