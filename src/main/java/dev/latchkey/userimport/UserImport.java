package dev.latchkey.userimport;

import dev.latchkey.audit.Actor;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.user.Newcomers;
import dev.latchkey.user.Rehearsal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Users from another system, from a stream of any size: Latchkey's own lines, or the other system's export file. Users are read one by
 * one and stored some hundred at a time; one who is refused keeps no other from being stored. What was stored stays when an import is
 * interrupted, and the same file can come again: its users are known to be present.
 *
 * <p>Safe for use by several threads; one import at a time.
 */
@ApplicationScoped
public class UserImport {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ImportRows rows;
    private final Newcomers newcomers;
    private final AuditTrail audit;
    private final Semaphore one = new Semaphore(1);

    UserImport(ImportRows rows, Newcomers newcomers, AuditTrail audit) {
        this.rows = rows;
        this.newcomers = newcomers;
        this.audit = audit;
    }

    /** Hears what comes of each user, in the order of the file. */
    public interface Watcher {

        /**
         * A user was refused.
         *
         * @param fault which and why
         * @param name of the user, fit to be printed; empty where the number says enough
         */
        void refused(ImportFault fault, String name);

        /**
         * An entry was skipped.
         *
         * @param note which and why
         * @param name likewise
         */
        default void skipped(ImportNote note, String name) {}

        /**
         * A user was imported with less than the file says.
         *
         * @param note which and what is missing
         * @param name likewise
         */
        void noted(ImportNote note, String name);

        /**
         * Some users more are done.
         *
         * @param soFar what has come of them and of those before
         * @param bytes how much has been read
         */
        default void went(ImportSummary soFar, long bytes) {}
    }

    /**
     * Imports all that can be, from {@linkplain ImportRow lines}.
     *
     * @param actor who does
     * @param input the lines; not closed here
     * @param dryRun true to change nothing, and to tell what would come of it
     * @param watcher hears of each that was refused
     * @return what came of it
     * @throws IOException if the stream breaks; what was stored by then stays
     * @throws ProblemException {@code busy}, if another import goes on here
     */
    public ImportSummary run(Actor actor, InputStream input, boolean dryRun, Watcher watcher) throws IOException {
        return run(actor, () -> new LineSource(input, rows), dryRun, watcher);
    }

    /**
     * Imports all that can be, from another system's export file.
     *
     * @param actor who does
     * @param input the file; not closed here
     * @param how which system's it is
     * @param dryRun true to change nothing, and to tell what would come of it
     * @param watcher hears of each that was refused or skipped
     * @return what came of it
     * @throws UnreadableExport if the file is not complete, or not of that system; what was stored by then stays
     * @throws IOException if the stream breaks; what was stored by then stays
     * @throws ProblemException {@code busy}, if another import goes on here
     */
    public ImportSummary run(Actor actor, InputStream input, ExportOptions how, boolean dryRun, Watcher watcher)
            throws IOException {
        return run(actor, () -> new ExportSource(input, how, rows), dryRun, watcher);
    }

    /** Opens a file when it is its turn. */
    private interface Opening {
        ImportSource open() throws IOException;
    }

    private ImportSummary run(Actor actor, Opening file, boolean dryRun, Watcher watcher) throws IOException {
        if (!one.tryAcquire()) {
            throw ProblemException.of(ProblemType.BUSY, PATIENCE);
        }
        try {
            ImportRun run = new ImportRun(newcomers, actor, dryRun ? new Rehearsal() : null, watcher);
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
