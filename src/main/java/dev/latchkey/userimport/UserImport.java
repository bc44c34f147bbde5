package dev.latchkey.userimport;

import dev.latchkey.audit.Actor;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.user.Rehearsal;
import dev.latchkey.user.UserImporter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Imports users from a stream of any size: Latchkey's own lines, or another system's export file. Users are read one by one and stored in
 * batches of some hundred. A refused user does not keep others from being stored. What was stored stays if an import is interrupted, and
 * the same file can be imported again: users that are present are recognised.
 *
 * <p>Safe for use by several threads; one import at a time.
 */
@ApplicationScoped
public class UserImport {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ImportRows rows;
    private final UserImporter importer;
    private final AuditTrail audit;
    private final Semaphore one = new Semaphore(1);

    UserImport(ImportRows rows, UserImporter importer, AuditTrail audit) {
        this.rows = rows;
        this.importer = importer;
        this.audit = audit;
    }

    /** Receives the outcome of each user, in the order of the file. */
    public interface Watcher {

        /**
         * A user was refused.
         *
         * @param fault which one and why
         * @param name of the user, safe to print; empty if the number is sufficient
         */
        void refused(ImportFault fault, String name);

        /**
         * An entry was skipped.
         *
         * @param note which one and why
         * @param name of the entry, safe to print; may be empty
         */
        default void skipped(ImportNote note, String name) {}

        /**
         * A user was imported, but some data in the file was not.
         *
         * @param note which one and what is missing
         * @param name of the user, safe to print; empty if the number is sufficient
         */
        void noted(ImportNote note, String name);

        /**
         * A batch is done.
         *
         * @param soFar the result up to now
         * @param bytes number of bytes read
         */
        default void went(ImportSummary soFar, long bytes) {}
    }

    /**
     * Imports the users of {@linkplain ImportRow lines}, except refused ones.
     *
     * @param actor who imports
     * @param input the lines; the caller closes it
     * @param dryRun true to change nothing and only report the outcome
     * @param watcher receives each refused user
     * @return the result
     * @throws IOException if the stream fails; what was stored by then stays
     * @throws ProblemException {@code busy}, if another import is running on this replica
     */
    public ImportSummary run(Actor actor, InputStream input, boolean dryRun, Watcher watcher) throws IOException {
        return run(actor, () -> new LineSource(input, rows), dryRun, watcher);
    }

    /**
     * Imports the users of another system's export file, except refused ones.
     *
     * @param actor who imports
     * @param input the file; the caller closes it
     * @param how the system and the options
     * @param dryRun true to change nothing and only report the outcome
     * @param watcher receives each refused or skipped user
     * @return the result
     * @throws UnreadableExport if the file is incomplete or not of that system; what was stored by then stays
     * @throws IOException if the stream fails; what was stored by then stays
     * @throws ProblemException {@code busy}, if another import is running on this replica
     */
    public ImportSummary run(Actor actor, InputStream input, ExportOptions how, boolean dryRun, Watcher watcher)
            throws IOException {
        return run(actor, () -> new ExportSource(input, how, rows), dryRun, watcher);
    }

    /** Opens a file once the import has its turn. */
    private interface Opening {
        ImportSource open() throws IOException;
    }

    private ImportSummary run(Actor actor, Opening file, boolean dryRun, Watcher watcher) throws IOException {
        if (!one.tryAcquire()) {
            throw ProblemException.of(ProblemType.BUSY, PATIENCE);
        }
        try {
            ImportRun run = new ImportRun(importer, actor, dryRun ? new Rehearsal() : null, watcher);
            try {
                run.all(file.open());
            } catch (UnreadableExport broken) {
                noteRefused(run);
                throw broken;
            }
            noteRefused(run);
            return run.summary();
        } finally {
            one.release();
        }
    }

    private void noteRefused(ImportRun run) {
        if (run.summary().refused() > 0 && !run.isDry()) {
            noteRefused(run.actor(), run.summary().refused());
        }
    }

    @Transactional
    void noteRefused(Actor actor, long lines) {
        audit.record(AuditEvent.USER_IMPORT_REFUSED, actor, null, Map.of("lines", lines));
    }
}
