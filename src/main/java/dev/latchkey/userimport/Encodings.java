package dev.latchkey.userimport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Tells UTF-8, with or without a byte order mark, from UTF-16 and UTF-32. Stateless. */
final class Encodings {

    static final String UTF_16 =
            "The file is in UTF-16, and nothing was imported. Save it in UTF-8 (iconv -f UTF-16 -t UTF-8),"
                    + " then import it again.";

    private static final int LOOK_AT = 4;
    private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private Encodings() {}

    /** The length of the UTF-8 byte order mark that a text begins with; 0 without one. */
    static int markOf(byte[] text) {
        for (int i = 0; i < UTF_8_MARK.length; i++) {
            if (text.length <= i || text[i] != UTF_8_MARK[i]) {
                return 0;
            }
        }
        return UTF_8_MARK.length;
    }

    /** Whether a text begins with a mark of UTF-16 or UTF-32, or with an ASCII character of two bytes. */
    static boolean isUtf16(byte[] text) {
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
     * Opens a text. A sequence of bytes that is not UTF-8 becomes U+FFFD: it spoils the text that it is in, and not the rest of the file.
     */
    static ExportText open(InputStream bytes) throws IOException {
        BufferedInputStream input = new BufferedInputStream(bytes, 1 << 16);
        input.mark(LOOK_AT);
        byte[] begin = input.readNBytes(LOOK_AT);
        input.reset();
        if (isUtf16(begin)) {
            throw UnreadableExport.utf16();
        }
        input.skipNBytes(markOf(begin));
        return new ExportText(new InputStreamReader(
                input,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)));
    }
}
