package dev.latchkey.userimport;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON records, one a line. A malformed line affects no other line. If a line has several records, as where files were joined without
 * a line end, all are read. For one thread.
 */
final class JsonLineRecords implements Records {

    private static final int MOST_CHARACTERS = 1024 * 1024;
    private static final String NO_OBJECT = "must be a JSON object";

    private final BufferedReader reader;
    private final Containers containers;
    private Line line;
    private @Nullable JsonRecords records;
    private boolean lineHasRecord;

    JsonLineRecords(BufferedReader reader, Containers containers) {
        this.reader = reader;
        this.containers = containers;
        this.line = new Line(reader);
    }

    /** Whether a file that begins with an object has a record on its first line. Resets the reader to its start. */
    static boolean isFormOf(BufferedReader reader, SourceSystem system) throws IOException {
        reader.mark(MOST_CHARACTERS + 2);
        StringBuilder line = new StringBuilder(512);
        // within the limit of the mark
        for (int next; line.length() < MOST_CHARACTERS && (next = reader.read()) >= 0 && !isLineEnd(next); ) {
            line.append((char) next);
        }
        reader.reset();
        if (line.length() >= MOST_CHARACTERS) {
            return false;
        }
        try {
            JsonRecords records =
                    new JsonRecords(new StringReader(line.toString()), Place.START, new Containers(system, null));
            SourceRecord record = records.next();
            // a realm without users may precede one with users, of any length
            boolean realm = system == SourceSystem.KEYCLOAK && record != null && record.text("realm") != null;
            return record != null && !records.isInDocument() && !realm;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        while (true) {
            SourceRecord record = records == null ? null : record(records);
            if (record != null) {
                return record;
            }
            if (line.fileEnded) {
                return null;
            }
            line = new Line(reader);
            lineHasRecord = false;
            records = new JsonRecords(line, Place.START, containers);
        }
    }

    /** Returns the next record of the line; null after its last. */
    private @Nullable SourceRecord record(JsonRecords ofLine) throws IOException {
        try {
            SourceRecord record = ofLine.next();
            if (record == null) {
                records = null;
                return lineHasRecord || line.blank ? null : SourceRecord.faulty(NO_OBJECT);
            }
            lineHasRecord = true;
            return record;
        } catch (JsonProcessingException e) {
            records = null;
            line.skipRest();
            if (line.fileEnded) {
                throw e;
            }
            return SourceRecord.faulty(NO_OBJECT);
        }
    }

    /**
     * Whether a character ends a line. JSON has no line end in a text, and an empty line is not a record, so a line may end with either or
     * both.
     */
    private static boolean isLineEnd(int character) {
        return character == '\n' || character == '\r';
    }

    /** One line of a text, without its end. */
    private static final class Line extends Reader {

        private final Reader text;
        private boolean ended;
        private boolean fileEnded;
        private boolean blank = true;

        Line(Reader text) {
            this.text = text;
        }

        @Override
        public int read(char[] target, int offset, int most) throws IOException {
            int count = 0;
            while (!ended && count < most) {
                int next = text.read();
                fileEnded = next < 0;
                ended = fileEnded || isLineEnd(next);
                if (!ended) {
                    blank &= Character.isWhitespace(next);
                    target[offset + count++] = (char) next;
                }
            }
            return count == 0 ? -1 : count;
        }

        void skipRest() throws IOException {
            char[] rest = new char[1024];
            while (!ended) {
                read(rest, 0, rest.length);
            }
        }

        @Override
        public void close() {
            // the text continues after the line
        }
    }
}
