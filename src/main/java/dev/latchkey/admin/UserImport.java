package dev.latchkey.admin;

import dev.latchkey.audit.Actor;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.problem.DatabaseFaults;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.user.Newcomer;
import dev.latchkey.user.Newcomer.Outcome;
import dev.latchkey.user.Newcomers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * People from another system, one JSON object a line, from a stream of any size. Lines are read one by one and stored some hundred at a
 * time; a line that is refused keeps no other from being stored. What was stored stays when an import is interrupted, and the same lines
 * can come again: they are known to be there.
 *
 * <p>Safe for use by several threads; one import at a time.
 */
@ApplicationScoped
public class UserImport {

    private static final Logger LOG = Logger.getLogger(UserImport.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final ImportRows rows;
    private final Newcomers newcomers;
    private final AuditTrail audit;
    private final Semaphore one = new Semaphore(1);

    UserImport(ImportRows rows, Newcomers newcomers, AuditTrail audit) {
        this.rows = rows;
        this.newcomers = newcomers;
        this.audit = audit;
    }

    /** Whoever wants to know while an import goes on. */
    public interface Watcher {

        /**
         * A line was refused. Called in the order of the lines.
         *
         * @param fault which and why
         */
        void refused(ImportFault fault);

        /**
         * Some lines more are done.
         *
         * @param soFar what has come of them and of those before
         * @param bytes how much has been read
         */
        default void went(ImportSummary soFar, long bytes) {}
    }

    /**
     * Imports all that can be.
     *
     * @param actor who does
     * @param input the lines; not closed here
     * @param watcher hears of each that was refused
     * @return what came of it
     * @throws IOException if the stream breaks; what was stored by then stays
     * @throws ProblemException {@code busy}, if another import goes on here
     */
    public ImportSummary run(Actor actor, InputStream input, Watcher watcher) throws IOException {
        if (!one.tryAcquire()) {
            throw ProblemException.of(ProblemType.BUSY, PATIENCE);
        }
        try {
            ImportSummary summary = all(actor, new ImportLines(input), watcher);
            if (summary.refused() > 0) {
                noteRefused(actor, summary.refused());
            }
            return summary;
        } finally {
            one.release();
        }
    }

    private ImportSummary all(Actor actor, ImportLines lines, Watcher watcher) throws IOException {
        ImportSummary summary = ImportSummary.NOTHING;
        ImportBatch batch = new ImportBatch();
        for (ImportLines.Line line; (line = lines.next()) != null; ) {
            add(line, batch);
            if (batch.isFull()) {
                summary = store(actor, batch, summary, watcher);
                watcher.went(summary, lines.bytes());
                batch = new ImportBatch();
            }
        }
        summary = store(actor, batch, summary, watcher);
        watcher.went(summary, lines.bytes());
        return summary;
    }

    private void add(ImportLines.Line line, ImportBatch batch) {
        byte[] content = line.content();
        if (content == null) {
            batch.add(ImportFault.tooLong(line.number()));
            return;
        }
        if (line.number() == 1) {
            ImportEncoding.refuseUtf16(content);
        }
        byte[] text = line.number() == 1 ? withoutMark(content) : content;
        if (isBlank(text)) {
            return;
        }
        try {
            batch.add(line.number(), rows.read(text), text.length);
        } catch (ProblemException refusal) {
            batch.add(ImportFault.of(line.number(), refusal));
        }
    }

    private static byte[] withoutMark(byte[] text) {
        int length = BYTE_ORDER_MARK.length;
        boolean marked = text.length >= length && Arrays.equals(text, 0, length, BYTE_ORDER_MARK, 0, length);
        return marked ? Arrays.copyOfRange(text, length, text.length) : text;
    }

    private static boolean isBlank(byte[] text) {
        for (byte each : text) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }

    private ImportSummary store(Actor actor, ImportBatch batch, ImportSummary before, Watcher watcher) {
        List<@Nullable Outcome> outcomes = admit(actor, batch.people());
        List<ImportFault> faults = new ArrayList<>(batch.faults());
        int imported = 0;
        int alreadyThere = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            if (outcome == Outcome.ADMITTED) {
                imported++;
            } else if (outcome == Outcome.ALREADY_THERE) {
                alreadyThere++;
            } else {
                long line = batch.line(i);
                faults.add(outcome == null ? ImportFault.notStored(line) : ImportFault.of(line, outcome));
            }
        }
        faults.sort(Comparator.comparingLong(ImportFault::line));
        faults.forEach(watcher::refused);
        return before.plus(imported, alreadyThere, faults.size());
    }

    /** All at once; where that fails, one by one, so that one of them does not keep the others out. Null for one that failed alone. */
    private List<@Nullable Outcome> admit(Actor actor, List<Newcomer> people) {
        List<@Nullable Outcome> outcomes = new ArrayList<>();
        if (people.isEmpty()) {
            return outcomes;
        }
        try {
            outcomes.addAll(newcomers.admit(actor, people));
            return outcomes;
        } catch (RuntimeException fault) {
            give(fault, "some lines of an import could not be stored at once");
        }
        for (Newcomer each : people) {
            try {
                outcomes.addAll(newcomers.admit(actor, List.of(each)));
            } catch (RuntimeException fault) {
                give(fault, "a line of an import could not be stored");
                outcomes.add(null);
            }
        }
        return outcomes;
    }

    /** A database that is gone ends the import; a deadlock does not, each line is then tried alone. Else: what was thrown, but not its text, which may quote the line. */
    private static void give(RuntimeException fault, String sentence) {
        if (DatabaseFaults.isUnavailable(fault) && !DatabaseFaults.isConflict(fault)) {
            throw fault;
        }
        LOG.warnf("%s: %s", sentence, fault.getClass().getName());
    }

    @Transactional
    void noteRefused(Actor actor, long lines) {
        audit.record(AuditEvent.USER_IMPORT_REFUSED, actor, null, Map.of("lines", lines));
    }
}
