package dev.latchkey.userimport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Distinguishes UTF-8, with or without a byte order mark, from UTF-16, UTF-32 and binary files. Stateless. */
final class Encodings {

    private static final String UTF_16 =
            "The file is in UTF-16, and nothing was imported. Save it in UTF-8 (iconv -f UTF-16 -t UTF-8),"
                    + " then import it again.";

    /** Messages for binary files by their first bytes in hexadecimal. */
    private static final Map<String, String> NO_TEXT = Map.of(
            "1f8b",
            compressed("gzip", "gunzip"),
            "504b0304",
            compressed("zip", "unzip; of a spreadsheet, save a sheet as CSV in UTF-8"),
            "28b52ffd",
            compressed("zstd", "unzstd"),
            "fd377a58",
            compressed("xz", "unxz"),
            "425a68",
            compressed("bzip2", "bunzip2"),
            "50474d44",
            "The file is pg_dump's own archive, and nothing was imported. Export the table of users as CSV: psql -c"
                    + " \"\\copy (select * from users) to users.csv csv header\".",
            "53514c69",
            "The file is a database of SQLite, and nothing was imported. Export the table of users as CSV: sqlite3 -csv"
                    + " -header FILE \"select * from users\" > users.csv.");

    private static final int LOOK_AT = 4;
    private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private Encodings() {}

    private static String compressed(String format, String program) {
        return "The file is compressed (" + format + "), and nothing was imported. Unpack it first (" + program + ").";
    }

    /** Returns the message for a file that cannot be read as text, by its first bytes; null if it can. */
    static @Nullable String refusalOf(byte[] begin) {
        if (isUtf16(begin)) {
            return UTF_16;
        }
        String bytes = HexFormat.of().formatHex(begin, 0, Math.min(begin.length, LOOK_AT));
        return NO_TEXT.entrySet().stream()
                .filter(each -> bytes.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Returns the length of the UTF-8 byte order mark at the start of a text; 0 without one. */
    static int markOf(byte[] text) {
        for (int i = 0; i < UTF_8_MARK.length; i++) {
            if (text.length <= i || text[i] != UTF_8_MARK[i]) {
                return 0;
            }
        }
        return UTF_8_MARK.length;
    }

    /** Whether a text begins with a byte order mark of UTF-16 or UTF-32, or with an ASCII character in two bytes. */
    private static boolean isUtf16(byte[] text) {
        if (text.length < 2) {
            return false;
        }
        int first = text[0] & 0xff;
        int second = text[1] & 0xff;
        boolean marked = (first == 0xfe && second == 0xff) || (first == 0xff && second == 0xfe);
        boolean utf32 = first == 0 && second == 0 && text.length >= LOOK_AT && text[2] == 0 && text[3] != 0;
        return marked || utf32 || (first == 0) != (second == 0);
    }

    /**
     * Opens a file as text. An invalid UTF-8 sequence becomes U+FFFD, so that it affects its own text only and not the rest of the file.
     */
    static ExportText open(InputStream bytes) throws IOException {
        BufferedInputStream input = new BufferedInputStream(bytes, 1 << 16);
        input.mark(LOOK_AT);
        byte[] begin = input.readNBytes(LOOK_AT);
        input.reset();
        String refusal = refusalOf(begin);
        if (refusal != null) {
            throw UnreadableExport.noText(refusal, isUtf16(begin));
        }
        int mark = markOf(begin);
        input.skipNBytes(mark);
        return new ExportText(
                new InputStreamReader(
                        input,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPLACE)
                                .onUnmappableCharacter(CodingErrorAction.REPLACE)),
                mark);
    }
}
