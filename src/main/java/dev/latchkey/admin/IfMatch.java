package dev.latchkey.admin;

import dev.latchkey.problem.Fault;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.problem.ViolationCode;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parses {@code If-Match}, which lists the versions that a change is meant for (RFC 9110, 13.1.1). */
final class IfMatch {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*+\"");
    /** Possessive: a greedy group uses a stack frame for each tag, and thousands of tags would overflow the stack. */
    private static final Pattern TAGS = Pattern.compile("\\s*+" + TAG + "\\s*+(?:,\\s*+" + TAG + "\\s*+)*+");

    private IfMatch() {}

    static String tag(long version) {
        return "\"" + version + "\"";
    }

    /** Throws {@code precondition_required} if the header is absent. {@code *} accepts any version. */
    static LongPredicate required(List<String> header) {
        if (header.isEmpty()) {
            throw ProblemException.of(ProblemType.PRECONDITION_REQUIRED);
        }
        return given(header);
    }

    static LongPredicate given(List<String> header) {
        String text = String.join(",", header);
        if (header.isEmpty() || text.strip().equals("*")) {
            return version -> true;
        }
        if (!TAGS.matcher(text).matches()) {
            throw ProblemException.invalid("If-Match", Fault.of(ViolationCode.INVALID_FORMAT, "must be an ETag or *"));
        }
        Set<String> tags =
                TAG.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
        // a weak tag never matches (RFC 9110, 8.8.3.2)
        return version -> tags.contains(tag(version));
    }
}
