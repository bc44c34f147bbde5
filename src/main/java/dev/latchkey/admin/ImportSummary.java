package dev.latchkey.admin;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What came of an import.
 *
 * @param lines how many there were, without empty ones
 * @param imported how many people are there now and were not before
 * @param alreadyThere how many had come by an import before
 * @param refused how many lines were not imported
 */
public record ImportSummary(
        @Schema(description = "How many there were, without empty ones.")
        long lines,

        @Schema(description = "How many people are there now and were not before.")
        long imported,

        @Schema(description = "How many the same line has brought before.")
        long alreadyThere,

        @Schema(description = "How many were not imported.") long refused) {

    static final ImportSummary NOTHING = new ImportSummary(0, 0, 0, 0);

    ImportSummary plus(int moreImported, int moreAlreadyThere, int moreRefused) {
        return new ImportSummary(
                lines + moreImported + moreAlreadyThere + moreRefused,
                imported + moreImported,
                alreadyThere + moreAlreadyThere,
                refused + moreRefused);
    }
}
