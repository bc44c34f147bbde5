package dev.latchkey.userimport;

import dev.latchkey.audit.Actor;
import dev.latchkey.problem.DatabaseFaults;
import dev.latchkey.user.ImportedUser;
import dev.latchkey.user.ImportedUser.Outcome;
import dev.latchkey.user.Rehearsal;
import dev.latchkey.user.UserImporter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One import, from its first user to its last or to where the file becomes unreadable. For one thread. */
final class ImportRun {

    private static final Logger LOG = Logger.getLogger(ImportRun.class);

    private final UserImporter importer;
    private final Actor actor;
    private final @Nullable Rehearsal rehearsal;
    private final UserImport.Watcher watcher;
    private ImportSummary summary = ImportSummary.NOTHING;

    /** With a rehearsal, nothing is stored. */
    ImportRun(UserImporter importer, Actor actor, @Nullable Rehearsal rehearsal, UserImport.Watcher watcher) {
        this.importer = importer;
        this.actor = actor;
        this.rehearsal = rehearsal;
        this.watcher = watcher;
    }

    Actor actor() {
        return actor;
    }

    boolean isDry() {
        return rehearsal != null;
    }

    ImportSummary summary() {
        return summary;
    }

    void all(ImportSource source) throws IOException {
        ImportBatch batch = new ImportBatch();
        try {
            for (ImportEntry entry; (entry = source.next()) != null; ) {
                batch.add(entry);
                if (batch.isFull()) {
                    ImportBatch full = batch;
                    batch = new ImportBatch();
                    store(full, source.bytes());
                }
            }
        } catch (UnreadableExport broken) {
            store(batch, source.bytes());
            throw broken;
        }
        store(batch, source.bytes());
    }

    private void store(ImportBatch batch, long bytes) {
        Iterator<@Nullable Outcome> outcomes = admit(batch.users()).iterator();
        for (ImportEntry entry : batch.entries()) {
            if (entry instanceof ImportEntry.Refused refused) {
                refuse(refused.fault(), refused.name());
            } else if (entry instanceof ImportEntry.Skipped skipped) {
                summary = summary.oneSkipped();
                watcher.skipped(skipped.note(), skipped.name());
            } else if (entry instanceof ImportEntry.Acceptable user) {
                tell(user, outcomes.next());
            }
        }
        watcher.went(summary, bytes);
    }

    private void tell(ImportEntry.Acceptable user, @Nullable Outcome outcome) {
        if (outcome == Outcome.ADMITTED) {
            summary = summary.oneImported();
            user.notes().forEach(note -> watcher.noted(note, user.name()));
        } else if (outcome == Outcome.ALREADY_THERE) {
            summary = summary.onePresent();
        } else {
            long line = user.line();
            refuse(outcome == null ? ImportFault.notStored(line) : ImportFault.of(line, outcome), user.name());
        }
    }

    private void refuse(ImportFault fault, String name) {
        summary = summary.oneRefused();
        watcher.refused(fault, name);
    }

    /**
     * Stores all users in one transaction. If that fails, stores each in its own, so that one of them does not keep the others out; the
     * outcome of a user that fails is null.
     */
    private List<@Nullable Outcome> admit(List<ImportedUser> users) {
        List<@Nullable Outcome> outcomes = new ArrayList<>();
        if (users.isEmpty()) {
            return outcomes;
        }
        if (rehearsal != null) {
            outcomes.addAll(importer.rehearse(users, rehearsal));
            return outcomes;
        }
        try {
            outcomes.addAll(importer.admit(actor, users));
            return outcomes;
        } catch (RuntimeException fault) {
            give(fault, "some lines of an import could not be stored at once");
        }
        for (ImportedUser each : users) {
            try {
                outcomes.addAll(importer.admit(actor, List.of(each)));
            } catch (RuntimeException fault) {
                give(fault, "a line of an import could not be stored");
                outcomes.add(null);
            }
        }
        return outcomes;
    }

    /**
     * Ends the import if the database is unavailable; a deadlock does not, because each line is tried again alone. Otherwise logs the class
     * of the exception, but not its message, which may quote the line.
     */
    private static void give(RuntimeException fault, String sentence) {
        if (DatabaseFaults.isUnavailable(fault) && !DatabaseFaults.isConflict(fault)) {
            throw fault;
        }
        LOG.warnf("%s: %s", sentence, fault.getClass().getName());
    }
}
