package dev.latchkey.userimport;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.user.ImportedUser.Outcome;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The reason why a line of an import was refused.
 *
 * @param line number of the line, from 1
 * @param code from the catalogue of problems
 * @param field the member's path; empty for the line as a whole
 * @param message the rule that was violated; never the value
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ImportFault(
        @Schema(description = "The number of the line, from 1.")
        long line,

        @Schema(description = "A code, as in a problem.") String code,

        @Schema(description = "The member; empty for the line as a whole.")
        String field,

        @Schema(description = "The requirement that it does not meet.")
        String message) {

    static ImportFault invalid(long line, String field, String message) {
        return new ImportFault(line, ProblemType.INVALID_REQUEST.code(), field, message);
    }

    static ImportFault tooLong(long line) {
        return new ImportFault(
                line,
                ProblemType.CONTENT_TOO_LARGE.code(),
                "",
                String.format(Locale.ROOT, "must have at most %,d bytes", ImportLines.MOST_BYTES));
    }

    static ImportFault of(long line, ProblemException refusal) {
        return refusal.violations().stream()
                .findFirst()
                .map(first -> new ImportFault(line, refusal.type().code(), first.field(), first.message()))
                .orElseGet(() -> new ImportFault(
                        line, refusal.type().code(), "", "must be JSON in UTF-8, each member once, on one line"));
    }

    static ImportFault of(long line, Outcome outcome) {
        return switch (outcome) {
            case USERNAME_TAKEN ->
                new ImportFault(line, ProblemType.USERNAME_TAKEN.code(), "username", "must not be somebody else's");
            case EMAIL_TAKEN ->
                invalid(line, "email", "must not be an address that somebody else has proved, or has as a name");
            case UNKNOWN_ROLE -> invalid(line, "roles", "must be roles that are defined");
            case ADMITTED, ALREADY_THERE -> throw new IllegalArgumentException("no fault");
        };
    }

    static ImportFault notStored(long line) {
        return new ImportFault(
                line, ProblemType.INTERNAL_ERROR.code(), "", "could not be stored, and the log has the reason");
    }
}
