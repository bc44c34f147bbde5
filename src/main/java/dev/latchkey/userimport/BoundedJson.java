package dev.latchkey.userimport;

import java.io.IOException;
import java.io.Reader;

/**
 * JSON without what is too long for a parser that holds a whole name, text or number: the end of such a one is left out, and so is what
 * is nested too deep. A parser's own limits end the file there; this way only the record is spoilt, if its reader asks for that member
 * at all. What is left out is at least twice as long as a record may be, so that a reader sees that it is too long. Whether the
 * text is JSON is for the parser to say. For one thread.
 */
final class BoundedJson extends Reader {

    /** In characters of a name, a text or the digits of a number. */
    static final int MOST_CHARACTERS = 2 * JsonRecords.MOST_CHARACTERS;

    static final int MOST_LEVELS = 1000;

    private static final int OUT = -1;

    private final Reader text;
    private final char[] chunk = new char[1024];
    /** Where in the chunk each character stood that was passed on. */
    private final int[] origins = new int[chunk.length];

    private Place start;
    private int size;
    private int passed;
    private long passedBefore;

    private boolean inText;
    private boolean afterBackslash;
    private int hexDigits;
    private boolean out;
    private int length;
    private long level;

    /** A text that stands at a place of its file. */
    BoundedJson(Reader text, Place start) {
        this.text = text;
        this.start = start;
    }

    @Override
    public int read(char[] target, int offset, int most) throws IOException {
        do {
            start = start.behind(chunk, size);
            passedBefore += passed;
            passed = 0;
            size = text.read(chunk, 0, Math.min(most, chunk.length));
            if (size < 0) {
                size = 0;
                return -1;
            }
            for (int i = 0; i < size; i++) {
                int next = inText ? ofText(chunk[i]) : ofStructure(chunk[i]);
                if (next != OUT) {
                    origins[passed] = i;
                    target[offset + passed++] = (char) next;
                }
            }
        } while (passed == 0);
        return passed;
    }

    private int ofText(char next) {
        if (afterBackslash) {
            afterBackslash = false;
            hexDigits = next == 'u' ? 4 : 0;
        } else if (hexDigits > 0 && Character.digit(next, 16) >= 0) {
            hexDigits--;
        } else {
            // an escape is left out as a whole, or not at all
            hexDigits = 0;
            out = ++length > MOST_CHARACTERS;
            afterBackslash = next == '\\';
            if (next == '"') {
                inText = false;
                length = 0;
                return level > MOST_LEVELS ? OUT : next;
            }
        }
        // a line end in a text is for the parser to refuse
        return level > MOST_LEVELS || (out && next >= ' ') ? OUT : next;
    }

    private int ofStructure(char next) {
        boolean digit = next >= '0' && next <= '9';
        length = digit ? length + 1 : 0;
        inText = next == '"';
        if (next == '[' || next == '{') {
            // a number in the place of what is nested too deep
            return ++level == MOST_LEVELS + 1 ? '0' : ifShallow(next);
        }
        if (next == ']' || next == '}') {
            int kept = ifShallow(next);
            level = Math.max(level - 1, 0);
            return kept;
        }
        // where files were joined, the mark of the second stands between two records
        return (digit && length > MOST_CHARACTERS) || next == '\ufeff' ? OUT : ifShallow(next);
    }

    private int ifShallow(char next) {
        return level > MOST_LEVELS ? OUT : next;
    }

    /** Returns the place in the file of a character that was passed on, by its number from 0; or the next that is still known. */
    Place place(long number) {
        long index = number - passedBefore;
        if (index <= 0) {
            return start;
        }
        return start.behind(chunk, index < passed ? origins[(int) index] : size);
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
