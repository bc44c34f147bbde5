package dev.latchkey.userimport;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Information for the operator about a user who was imported or skipped.
 *
 * @param line the number of the line, or of the user in another system's file, from 1
 * @param field the member; empty for the line as a whole
 * @param message what was done; never the value in the file
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ImportNote(
        @Schema(description = "The number of the line, from 1.")
        long line,

        @Schema(description = "The member; empty for the line as a whole.")
        String field,

        @Schema(description = "What the import did instead.")
        String message) {}
