package dev.latchkey.userimport;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The result of an import: {@code lines} is the sum of the other four.
 *
 * @param lines number of users read; empty lines are not counted
 * @param imported number of users created
 * @param alreadyThere number of users that an earlier import created
 * @param skipped number of entries that are not users who sign in, such as service accounts
 * @param refused number of users that were not imported
 */
@RegisterForReflection
public record ImportSummary(
        @Schema(description = "Number of lines, without empty ones.")
        long lines,

        @Schema(description = "Number of users that were created.")
        long imported,

        @Schema(description = "Number of lines whose user was imported before.")
        long alreadyThere,

        @Schema(description = "Number of lines that were skipped.")
        long skipped,

        @Schema(description = "Number of lines that were not imported.")
        long refused) {

    static final ImportSummary NOTHING = new ImportSummary(0, 0, 0, 0, 0);

    ImportSummary oneImported() {
        return new ImportSummary(lines + 1, imported + 1, alreadyThere, skipped, refused);
    }

    ImportSummary onePresent() {
        return new ImportSummary(lines + 1, imported, alreadyThere + 1, skipped, refused);
    }

    ImportSummary oneSkipped() {
        return new ImportSummary(lines + 1, imported, alreadyThere, skipped + 1, refused);
    }

    ImportSummary oneRefused() {
        return new ImportSummary(lines + 1, imported, alreadyThere, skipped, refused + 1);
    }
}
