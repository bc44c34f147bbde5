package dev.latchkey.userimport;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/**
 * Records of JSON, one a line: a line that is malformed spoils itself only. A line with several records, as where two files were joined
 * and the first had no final line end, has all of them read. For one thread.
 */
final class JsonLineRecords implements Records {

    private static final int MOST_CHARACTERS = 1024 * 1024;
    private static final String NO_OBJECT = "must be a JSON object";

    private final BufferedReader reader;
    private final Containers containers;
    private @Nullable JsonRecords line;
    private boolean lineHasRecord;
    private boolean atEnd;

    JsonLineRecords(BufferedReader reader, Containers containers) {
        this.reader = reader;
        this.containers = containers;
    }

    /** Whether a file that begins with an object has a record on its first line. The reader is left where it is. */
    static boolean isFormOf(BufferedReader reader, SourceSystem system) throws IOException {
        reader.mark(MOST_CHARACTERS + 2);
        StringBuilder line = new StringBuilder(512);
        // no further than the mark is good for
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
            // a realm without users may have one with users behind it, of any length
            boolean realm = system == SourceSystem.KEYCLOAK && record != null && record.text("realm") != null;
            return record != null && !records.isInDocument() && !realm;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        while (true) {
            SourceRecord record = line == null ? null : record(line);
            if (record != null) {
                return record;
            }
            String text = line();
            if (text == null) {
                return null;
            }
            if (text.length() >= MOST_CHARACTERS) {
                return SourceRecord.faulty(JsonRecords.TOO_LONG);
            }
            if (!text.isBlank()) {
                line = new JsonRecords(new StringReader(text), Place.START, containers);
                lineHasRecord = false;
            }
        }
    }

    /** The line's next record; null behind its last. */
    private @Nullable SourceRecord record(JsonRecords records) throws IOException {
        try {
            SourceRecord record = records.next();
            if (record == null) {
                line = null;
                return lineHasRecord ? null : SourceRecord.faulty(NO_OBJECT);
            }
            lineHasRecord = true;
            return record;
        } catch (JsonProcessingException e) {
            line = null;
            if (atEnd) {
                throw e;
            }
            return SourceRecord.faulty(NO_OBJECT);
        }
    }

    /** Either of those that are used: JSON has neither in a text, and an empty line is none. */
    private static boolean isLineEnd(int character) {
        return character == '\n' || character == '\r';
    }

    /** A line without its end, and no more of it than is looked at; null behind the last. */
    private @Nullable String line() throws IOException {
        StringBuilder text = new StringBuilder(512);
        boolean any = false;
        for (int next; (next = reader.read()) >= 0; ) {
            any = true;
            if (isLineEnd(next)) {
                return text.toString();
            }
            if (text.length() < MOST_CHARACTERS) {
                text.append((char) next);
            }
        }
        atEnd = true;
        return any ? text.toString() : null;
    }
}
