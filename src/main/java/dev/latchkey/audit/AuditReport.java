package dev.latchkey.audit;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The result of verifying the whole trail.
 *
 * @param findings what is wrong, the first one first; at most 100
 * @param late events that Latchkey wrote after their hour was sealed, because a clock was wrong; at most 100, and no fault
 * @param hours the number of sealed hours
 * @param rows the number of events that were checked
 * @param beginning the first hour of the trail; null if it cannot be determined
 * @param sealedUntil the end of the last sealed hour; null if there is none
 * @param seal the newest seal, in hexadecimal; a copy kept elsewhere proves later that it is still in the chain
 */
@RegisterForReflection
public record AuditReport(
        List<AuditFinding> findings,
        List<UUID> late,
        int hours,
        long rows,
        @Nullable Instant beginning,
        @Nullable Instant sealedUntil,
        @Nullable String seal) {}
