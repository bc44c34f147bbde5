package dev.latchkey.admin;

import dev.latchkey.userimport.ImportFault;
import dev.latchkey.userimport.ImportNote;
import dev.latchkey.userimport.ImportSummary;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The result of an import in JSON.
 *
 * @param lines as in the summary
 * @param imported as in the summary
 * @param alreadyThere as in the summary
 * @param refused as in the summary
 * @param faults faults of the first refused lines, in the order of the lines
 * @param notes notes on the first lines that were imported without some of their data, in the order of the lines
 */
public record ImportResult(
        @Schema(description = "Number of lines, without empty ones.")
        long lines,

        @Schema(description = "Number of users that were created.")
        long imported,

        @Schema(description = "Number of lines whose user was imported before.")
        long alreadyThere,

        @Schema(description = "Number of lines that were not imported.")
        long refused,

        @Schema(description = "The reasons, for the first 1,000 of them.")
        List<ImportFault> faults,

        @Schema(description = "What imported users lack, such as a password, for the first 1,000 of them.")
        List<ImportNote> notes) {

    static final int MOST_FAULTS = 1000;

    static final String EXAMPLE = """
            {"lines": 1002, "imported": 1000, "alreadyThere": 0, "refused": 2, "faults": [
              {"line": 17, "code": "username_taken", "field": "username", "message": "must not be somebody else's"},
              {"line": 408, "code": "invalid_request", "field": "passwordHash", "message": "must have a cost of 4 to 14"}], "notes": []}""";

    static ImportResult of(ImportSummary summary, List<ImportFault> faults, List<ImportNote> notes) {
        return new ImportResult(
                summary.lines(), summary.imported(), summary.alreadyThere(), summary.refused(), faults, notes);
    }
}
