package dev.latchkey.userimport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/** A reader that knows whether its end was reached: if so, malformed input was cut off. For one thread. */
final class ExportText extends BufferedReader {

    private static final char MARK = '\ufeff';

    private boolean ended;

    private Place place;

    /** Takes a text that begins after some bytes of its file. */
    ExportText(Reader text, long bytesBefore) {
        super(text, 1 << 16);
        this.place = new Place(bytesBefore, 1, 1);
    }

    boolean isEnded() {
        return ended;
    }

    /** Skips white space and byte order marks, and returns the place of the next character. */
    Place skipBlank() throws IOException {
        char[] one = new char[1];
        while (true) {
            mark(1);
            int next = read();
            if (next < 0) {
                return place;
            }
            if (!Character.isWhitespace(next) && next != MARK) {
                reset();
                return place;
            }
            one[0] = (char) next;
            place = place.behind(one, 1);
        }
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        ended |= next < 0;
        return next;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        ended |= count < 0;
        return count;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        ended = false;
    }
}
