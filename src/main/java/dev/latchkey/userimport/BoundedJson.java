package dev.latchkey.userimport;

import java.io.IOException;
import java.io.Reader;

/**
 * Shortens JSON for a parser that keeps a whole name, text or number in memory: it removes the end of a longer one, and everything that is
 * nested too deep. The parser's own limits would end the import there. With this filter only that record is refused, and only if its reader
 * needs the member. What remains of a shortened text is at least twice as long as a record may be, so that the reader sees that it is too
 * long. Whether the text is JSON is for the parser to decide. For one thread.
 */
final class BoundedJson extends Reader {

    /** Maximum characters of a name, a text or the digits of a number. */
    static final int MOST_CHARACTERS = 2 * JsonRecords.MOST_CHARACTERS;

    static final int MOST_LEVELS = 1000;

    private static final int OUT = -1;

    private final Reader text;
    private final char[] chunk = new char[1024];
    /** Index in the chunk of each character that was passed on. */
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

    /** Takes a text and its start in the file. */
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
            // an escape is removed as a whole or not at all
            hexDigits = 0;
            out = ++length > MOST_CHARACTERS;
            afterBackslash = next == '\\';
            if (next == '"') {
                inText = false;
                length = 0;
                return level > MOST_LEVELS ? OUT : next;
            }
        }
        // a line end in a text is passed on: the parser refuses it
        return level > MOST_LEVELS || (out && next >= ' ') ? OUT : next;
    }

    private int ofStructure(char next) {
        boolean digit = next >= '0' && next <= '9';
        length = digit ? length + 1 : 0;
        inText = next == '"';
        if (next == '[' || next == '{') {
            // a number replaces what is nested too deep
            return ++level == MOST_LEVELS + 1 ? '0' : ifShallow(next);
        }
        if (next == ']' || next == '}') {
            int kept = ifShallow(next);
            level = Math.max(level - 1, 0);
            return kept;
        }
        // in joined files the byte order mark of the second is between two records
        return (digit && length > MOST_CHARACTERS) || next == '\ufeff' ? OUT : ifShallow(next);
    }

    private int ifShallow(char next) {
        return level > MOST_LEVELS ? OUT : next;
    }

    /**
     * Returns the place in the file of a character that was passed on, by its number from 0; the next known place if it is no longer in the
     * chunk.
     */
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
