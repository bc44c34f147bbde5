package dev.latchkey.command;

import dev.latchkey.userimport.ImportFault;
import dev.latchkey.userimport.ImportNote;
import dev.latchkey.userimport.ImportSummary;
import dev.latchkey.userimport.UserImport;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Prints the result of an import: a line for each user who was refused, skipped or imported incompletely, then the counts. For one thread.
 */
final class ImportReport implements UserImport.Watcher {

    private final Output output;
    private final ProgressBar bar;
    private final boolean ofUsers;
    private final boolean dryRun;
    private @Nullable ImportSummary latest;

    /** Creates a report that counts users of another system's file, or lines. */
    ImportReport(Output output, ProgressBar bar, boolean ofUsers, boolean dryRun) {
        this.output = output;
        this.bar = bar;
        this.ofUsers = ofUsers;
        this.dryRun = dryRun;
    }

    /**
     * The outcome for one user, as JSON for programs.
     *
     * @param outcome {@code refused}, {@code skipped} or {@code imported}
     * @param line number in the file, from 1
     * @param name the user's name; empty if the number is enough
     * @param code a code of the catalogue of problems; empty if the user was not refused
     * @param field the member that is wrong; empty for the user as a whole
     * @param message the reason
     */
    @RegisterForReflection
    record Told(String outcome, long line, String name, String code, String field, String message) {}

    @Override
    public void refused(ImportFault fault, String name) {
        tell(new Told("refused", fault.line(), name, fault.code(), fault.field(), fault.message()), "");
    }

    @Override
    public void skipped(ImportNote note, String name) {
        tell(new Told("skipped", note.line(), name, "", note.field(), note.message()), "skipped: ");
    }

    @Override
    public void noted(ImportNote note, String name) {
        tell(new Told("imported", note.line(), name, "", note.field(), note.message()), "");
    }

    private void tell(Told told, String before) {
        bar.clear();
        String who =
                (ofUsers ? "user " : "line ") + told.line() + (told.name().isEmpty() ? "" : " (" + told.name() + ")");
        String field = told.field().isEmpty() ? "" : told.field() + " ";
        output.result(told, who + ": " + before + field + told.message());
    }

    @Override
    public void went(ImportSummary soFar, long bytes) {
        latest = soFar;
        bar.show(soFar.lines(), bytes);
    }

    void end(ImportSummary summary) {
        latest = summary;
        bar.clear();
        output.result(summary, sentence(summary));
    }

    /** Prints how far an import got whose file could not be read to its end. */
    void endEarly() {
        if (latest != null && latest.lines() > 0) {
            end(latest);
        }
    }

    private String sentence(ImportSummary summary) {
        String counts = String.format(
                Locale.ROOT,
                "%,d imported, %,d already there, %s%,d refused.",
                summary.imported(),
                summary.alreadyThere(),
                ofUsers ? String.format(Locale.ROOT, "%,d skipped, ", summary.skipped()) : "",
                summary.refused());
        String read = ofUsers ? String.format(Locale.ROOT, "%,d users read: ", summary.lines()) : "";
        return (dryRun ? "Dry run, nothing was changed. Without --dry-run: " : "") + read + counts;
    }

    /** Returns whether all users were imported and are as many as expected. Prints a message if the number differs. */
    boolean isComplete(@Nullable Long expected) {
        ImportSummary summary = latest == null ? new ImportSummary(0, 0, 0, 0, 0) : latest;
        if (expected != null && expected != summary.lines()) {
            output.note(String.format(
                    Locale.ROOT, "The file has %,d users, and %,d were expected.", summary.lines(), expected));
            return false;
        }
        return summary.refused() == 0;
    }
}
