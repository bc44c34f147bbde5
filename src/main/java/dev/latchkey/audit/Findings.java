package dev.latchkey.audit;

import dev.latchkey.audit.AuditFinding.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The first 100 findings of a verification. Not thread-safe. */
final class Findings {

    private static final int MOST = 100;

    private final List<AuditFinding> all = new ArrayList<>();

    void add(Kind kind, @Nullable Instant hour, @Nullable UUID event) {
        if (all.size() < MOST) {
            all.add(new AuditFinding(kind, hour, event));
        }
    }

    List<AuditFinding> all() {
        return List.copyOf(all);
    }
}
