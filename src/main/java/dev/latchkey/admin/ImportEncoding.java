package dev.latchkey.admin;

import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;

/** Notices a file in UTF-16, as spreadsheets and PowerShell write one, by its first bytes: JSON and CSV begin with two ASCII characters. */
final class ImportEncoding {

    private ImportEncoding() {}

    /** Throws {@code invalid_request} for the beginning of a file in UTF-16, with one sentence for the whole file. */
    static void refuseUtf16(byte[] beginning) {
        if (isUtf16(beginning)) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST,
                    "The file is in UTF-16, and nothing was imported. Save it in UTF-8, then import it again.");
        }
    }

    private static boolean isUtf16(byte[] beginning) {
        if (beginning.length < 2) {
            return false;
        }
        int first = beginning[0] & 0xff;
        int second = beginning[1] & 0xff;
        boolean marked = (first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff);
        return marked || (first == 0) != (second == 0);
    }
}
