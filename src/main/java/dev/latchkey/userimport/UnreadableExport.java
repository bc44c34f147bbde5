package dev.latchkey.userimport;

import java.io.IOException;
import java.util.Locale;

/** Thrown if no more of an import file can be read. The message is a sentence for operators and quotes no user data of the file. */
public final class UnreadableExport extends IOException {

    private static final long serialVersionUID = 1L;

    private final String code;

    UnreadableExport(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    static UnreadableExport truncated(long usersBefore) {
        return new UnreadableExport(
                "file_truncated",
                String.format(
                        Locale.ROOT,
                        "the file ends in the middle of a user, after %,d that were whole: it is not complete. Export it"
                                + " again and import the new file; users who are present are left as they are",
                        usersBefore));
    }

    /** Returns the exception for a last row without a line end, which may be cut off or complete: both look the same. */
    static UnreadableExport truncatedCsv(long usersBefore) {
        return new UnreadableExport(
                "file_truncated",
                String.format(
                        Locale.ROOT,
                        "the file ends without the end of its last line, after %,d that were whole: it is not complete."
                                + " Export it again; if the last user is whole, add a line end to the file. Users who are"
                                + " present are left as they are",
                        usersBefore));
    }

    /** Returns the exception for a CSV row that begins in a line and whose quote is not closed. */
    static UnreadableExport openQuote(long usersBefore, long line) {
        return new UnreadableExport(
                "file_truncated",
                String.format(
                        Locale.ROOT,
                        "the file ends within a quote of the row that begins in line %,d, after %,d that were whole: it is"
                                + " not complete, or that quote is never closed. Export it again, or correct that line."
                                + " Users who are present are left as they are",
                        line,
                        usersBefore));
    }

    static UnreadableExport severalRealms() {
        return new UnreadableExport(
                "several_realms",
                "the file has users of more than one realm, and no more than those of the first were read: name the realm"
                        + " that is meant with --realm NAME, and import the file again");
    }

    /** Returns the exception for a file without the requested realm. */
    static UnreadableExport unknownRealm(String realms) {
        return new UnreadableExport(
                "unknown_realm",
                "the file has no realm of that name, and nothing was imported. Name one of its realms with --realm: "
                        + realms);
    }

    /** Returns the exception for users that come before the name of their realm. */
    static UnreadableExport noRealm() {
        return new UnreadableExport(
                "realm_not_named",
                "the file has users and does not say before them of which realm they are, so that --realm cannot choose"
                        + " them. Export the realm alone (kc.sh export --realm NAME) and import that file without --realm");
    }

    static UnreadableExport malformed(long usersBefore, Place place) {
        return new UnreadableExport(
                "file_malformed",
                String.format(
                        Locale.ROOT,
                        "the file cannot be read after user %,d: line %,d, column %,d (behind byte %,d) is not JSON, and"
                                + " where the next user begins cannot be told. Correct it there and import the file again;"
                                + " users who are present are left as they are",
                        usersBefore,
                        place.line(),
                        place.column(),
                        place.bytes()));
    }

    static UnreadableExport noText(String sentence, boolean otherEncoding) {
        return new UnreadableExport(otherEncoding ? "file_not_utf8" : "file_not_text", sentence);
    }

    /**
     * Returns a stable name for programs.
     *
     * @return for example {@code file_truncated}
     */
    public String code() {
        return code;
    }
}
