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
