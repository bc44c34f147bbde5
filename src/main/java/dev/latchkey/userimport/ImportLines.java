package dev.latchkey.userimport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream at its line ends (a line feed, a carriage return, or both). Keeps one line of bounded length in memory. For one thread.
 */
final class ImportLines {

    static final int MOST_BYTES = 64 * 1024;

    private final InputStream input;
    private final byte[] buffer = new byte[MOST_BYTES];
    private int position;
    private int end;
    private long number;
    private long bytes;
    private boolean afterReturn;

    ImportLines(InputStream input) {
        this.input = input;
    }

    /** A line without its end, and its number from 1. The content is null if the line is too long. */
    @SuppressWarnings("ArrayRecordComponent") // read once
    record Line(long number, byte @Nullable [] content) {}

    /** Returns the next line; null after the last. */
    @Nullable
    Line next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        boolean tooLong = false;
        boolean any = false;
        if (afterReturn && (position < end || fill()) && buffer[position] == '\n') {
            position++;
        }
        afterReturn = false;
        while (position < end || fill()) {
            any = true;
            int from = position;
            while (position < end && buffer[position] != '\n' && buffer[position] != '\r') {
                position++;
            }
            tooLong |= line.size() + position - from > MOST_BYTES;
            if (!tooLong) {
                line.write(buffer, from, position - from);
            }
            if (position < end) {
                afterReturn = buffer[position] == '\r';
                position++;
                break;
            }
        }
        number++;
        return any ? new Line(number, tooLong ? null : line.toByteArray()) : null;
    }

    /** Returns the number of bytes read. */
    long bytes() {
        return bytes;
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(input.read(buffer), 0);
        bytes += end;
        return end > 0;
    }
}
