package dev.latchkey.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a look at the whole trail came to.
 *
 * @param findings what is wrong, the first first; at most 100
 * @param late events that Latchkey wrote after their hour was sealed, because a clock was wrong; at most 100, and no fault
 * @param hours how many sealed hours there are
 * @param rows how many events were checked
 * @param beginning the hour that the trail begins with; null if that cannot be told
 * @param sealedUntil from when on there is no seal yet; null if there is none at all
 * @param seal the newest seal, in hexadecimal; whoever keeps it elsewhere can see later that it is still in the chain
 */
public record AuditReport(
        List<AuditFinding> findings,
        List<UUID> late,
        int hours,
        long rows,
        @Nullable Instant beginning,
        @Nullable Instant sealedUntil,
        @Nullable String seal) {}
