package dev.latchkey.userimport;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** Records of JSON, one a line: a line that is malformed spoils itself only. For one thread. */
final class JsonLineRecords implements Records {

    private static final int MOST_CHARACTERS = 1024 * 1024;

    private final BufferedReader reader;
    private boolean atEnd;

    JsonLineRecords(BufferedReader reader) {
        this.reader = reader;
    }

    /** Whether a file that begins with an object has a record on its first line. The reader is left where it is. */
    static boolean isFormOf(BufferedReader reader) throws IOException {
        reader.mark(MOST_CHARACTERS + 2);
        String line = new JsonLineRecords(reader).line();
        reader.reset();
        if (line == null || line.length() >= MOST_CHARACTERS) {
            return false;
        }
        try {
            JsonRecords records = new JsonRecords(new StringReader(line));
            return records.next() != null && !records.isInDocument();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        for (String line; (line = line()) != null; ) {
            if (!line.isBlank()) {
                return record(line);
            }
        }
        return null;
    }

    private SourceRecord record(String line) throws IOException {
        if (line.length() >= MOST_CHARACTERS) {
            return SourceRecord.faulty(JsonRecords.TOO_LONG);
        }
        try {
            SourceRecord record = new JsonRecords(new StringReader(line)).next();
            return record == null ? SourceRecord.faulty("must be a JSON object") : record;
        } catch (JsonProcessingException e) {
            if (atEnd) {
                throw e;
            }
            return SourceRecord.faulty("must be a JSON object");
        }
    }

    /** A line without its end, and no more of it than is looked at; null behind the last. */
    private @Nullable String line() throws IOException {
        StringBuilder line = new StringBuilder(512);
        boolean any = false;
        for (int next; (next = reader.read()) >= 0; ) {
            any = true;
            if (next == '\n') {
                return line.toString();
            }
            if (line.length() < MOST_CHARACTERS) {
                line.append((char) next);
            }
        }
        atEnd = true;
        return any ? line.toString() : null;
    }
}
