package dev.latchkey.userimport;

import java.io.IOException;
import java.util.Locale;

/** An import file of which no more can be read. The message is a sentence for operators and quotes nothing of the file. */
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

    /** Of a row that is cut off and one whose line end was never written, which look the same. */
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

    static UnreadableExport severalRealms() {
        return new UnreadableExport(
                "several_realms",
                "the file has users of more than one realm, and no more than those of the first were read: export the realm"
                        + " that is meant alone, with kc.sh export --realm NAME");
    }

    static UnreadableExport malformed(long usersBefore, long line, long column) {
        return new UnreadableExport(
                "file_malformed",
                String.format(
                        Locale.ROOT,
                        "the file cannot be read after user %,d: line %,d, column %,d is not JSON. Correct it there and"
                                + " import the file again; users who are present are left as they are",
                        usersBefore,
                        line,
                        column));
    }

    static UnreadableExport utf16() {
        return new UnreadableExport("file_not_utf8", Encodings.UTF_16);
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
