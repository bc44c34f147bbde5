package dev.latchkey.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;

/** Converts a failure to parse JSON into a refusal, without Jackson's messages, which may quote the request. Stateless. */
public final class UnreadableJson {

    /** Longer than the path of any member in the API. */
    private static final int MOST_OF_A_NAME = 64;

    private UnreadableJson() {}

    /**
     * Returns the refusal for a parse failure.
     *
     * @param unreadable the exception of Jackson
     * @return {@code malformed_json} or {@code invalid_request}
     */
    public static ProblemException refusal(JacksonException unreadable) {
        // the body was cut off while it was read
        if (unreadable.getCause() instanceof ProblemException refusal) {
            return refusal;
        }
        if (unreadable instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            String field = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                    .collect(Collectors.joining("."))
                    // the name may come from the request
                    .replaceAll("\\p{C}", "");
            field = field.substring(0, Math.min(field.length(), MOST_OF_A_NAME));
            ViolationCode code = unreadable instanceof UnrecognizedPropertyException
                    ? ViolationCode.UNKNOWN_MEMBER
                    : ViolationCode.WRONG_TYPE;
            return ProblemException.invalid(
                    field, Fault.of(code, "is not a member of this request, or not of its type"));
        }
        return isWrongType(unreadable)
                ? ProblemException.invalid(
                        "", Fault.of(ViolationCode.WRONG_TYPE, "is not of the type that is asked for"))
                : ProblemException.of(ProblemType.MALFORMED_JSON);
    }

    private static boolean isWrongType(JacksonException unreadable) {
        // Jackson has no separate exception for trailing content
        return unreadable instanceof MismatchedInputException mismatched
                && mismatched.getTargetType() != null
                && !mismatched.getOriginalMessage().startsWith("Trailing token");
    }
}
