package dev.latchkey.userimport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/** A text that knows whether its end was seen: what is malformed there was cut off. For one thread. */
final class ExportText extends BufferedReader {

    private boolean ended;

    ExportText(Reader text) {
        super(text, 1 << 16);
    }

    boolean isEnded() {
        return ended;
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
