package dev.latchkey.command;

import dev.latchkey.audit.AuditEntry;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditSearch;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The events that were added to the trail since the last look. Each look reads the last seconds again, because an event becomes visible when
 * its transaction commits, so an event that happened later may be visible before it. Only the ids of those seconds are kept, however long
 * the trail is followed. For one thread.
 */
final class NewEvents {

    /** Overlap of two reads: longer than the 10 s that a transaction lasts at most. */
    static final Duration LATE = Duration.ofSeconds(15);

    /** The maximum number of events of a read. */
    static final int MOST = 10_000;

    private final AuditSearch trail;
    private final @Nullable UUID user;
    private final @Nullable AuditEvent type;
    private final Duration overlap;
    private Instant from;
    private Set<UUID> seen;

    /** Begins now; events before that are not new. */
    NewEvents(AuditSearch trail, @Nullable UUID user, @Nullable AuditEvent type, Duration overlap) {
        this.trail = trail;
        this.user = user;
        this.type = type;
        this.overlap = overlap;
        this.from = trail.now().minus(overlap);
        this.seen = ids(read());
    }

    /** Takes note of events that were shown otherwise. */
    void shown(Collection<AuditEntry> events) {
        seen.addAll(ids(events));
    }

    /** Returns the events since the last call, the latest first. */
    List<AuditEntry> next() {
        Instant now = trail.now();
        List<AuditEntry> window = read();
        List<AuditEntry> news =
                window.stream().filter(each -> !seen.contains(each.id())).toList();
        // the next read begins later, and so finds none that is not in this one or new
        seen = ids(window);
        from = now.minus(overlap);
        return news;
    }

    /** Returns the number of ids that are kept. */
    int kept() {
        return seen.size();
    }

    private List<AuditEntry> read() {
        return trail.latest(new AuditSearch.Wanted(user, type, from, null), MOST);
    }

    private static Set<UUID> ids(Collection<AuditEntry> events) {
        return events.stream().map(AuditEntry::id).collect(Collectors.toCollection(HashSet::new));
    }
}
