package dev.latchkey.userimport;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a CSV file (RFC 4180) whose first line names the columns. {@link CsvForm} determines the form. A text without quotes
 * that is {@code \N} or {@code NULL} is null, as MySQL and SQL Server write it. Fields that no reader needs are skipped, whatever their
 * length.
 *
 * <p>Without quotes, the escapes {@code \t}, {@code \n} and {@code \\} are replaced, which {@code mysql --batch} and PostgreSQL's {@code
 * COPY} write for a tab, a line end and a backslash. A last row without a line end counts as cut off. For one thread.
 */
final class CsvRecords implements Records {

    private static final int MOST_FIELDS = 2000;

    private final BufferedReader reader;
    private final CsvForm form;
    private final List<String> columns = new ArrayList<>();
    private @Nullable List<@Nullable String> first;
    private long line;
    private long rowLine;
    private boolean inQuote;
    private boolean endedByLine;
    private boolean tooLong;
    private boolean behindQuote;
    private boolean wasQuoted;
    private boolean backslashes;

    /** Takes a text that begins in a line of its file, and reads the header. */
    CsvRecords(BufferedReader reader, long line, SourceSystem system) throws IOException {
        this.reader = reader;
        this.line = line;
        this.form = CsvForm.of(reader);
        List<@Nullable String> header = row();
        if (header != null && "sep=".equalsIgnoreCase(header.get(0))) {
            // a line that Excel adds
            header = row();
        }
        if (header == null) {
            return;
        }
        if (system == SourceSystem.FIREBASE && Firebase.isRow(header)) {
            first = header;
            columns.addAll(Firebase.columns(header.size()));
        } else {
            header.forEach(each -> columns.add(each == null ? "" : SourceRecord.folded(each)));
        }
    }

    /** Whether the first line has one of these columns. */
    boolean hasAnyOf(List<String> names) {
        return columns.stream().anyMatch(names::contains);
    }

    /** Whether the file ended within a quote. */
    boolean isInQuote() {
        return inQuote;
    }

    /** Returns the line in which the last row begins. */
    long line() {
        return rowLine;
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        if (first != null) {
            List<@Nullable String> row = first;
            first = null;
            return record(row);
        }
        for (List<@Nullable String> row; (row = row()) != null; ) {
            boolean blank = row.size() == 1 && row.get(0) == null;
            if (!blank || columns.size() == 1) {
                return record(row);
            }
        }
        return null;
    }

    private SourceRecord record(List<@Nullable String> row) throws EOFException {
        if (!endedByLine) {
            throw new EOFException();
        }
        if (tooLong) {
            return SourceRecord.faulty(JsonRecords.TOO_LONG);
        }
        if (behindQuote) {
            return SourceRecord.faulty("must have nothing between a closing quote and the next field" + place());
        }
        if (row.size() != columns.size()) {
            return SourceRecord.faulty("must have as many fields as the first line, " + columns.size() + ", and has "
                    + row.size() + place());
        }
        SourceRecord record = new SourceRecord();
        for (int i = 0; i < row.size(); i++) {
            String value = row.get(i);
            if (SourceRecord.isWanted(columns.get(i))) {
                record.put(columns.get(i), value == null ? NullNode.getInstance() : TextNode.valueOf(value));
            }
        }
        return record;
    }

    /** Returns the lines of the row, for a message. The line end was read. */
    private String place() {
        long last = line - 1;
        return last == rowLine
                ? " in line " + rowLine
                : " in line " + rowLine + " to " + last + "; a quote that is not closed takes more lines in";
    }

    /** Reads a row; null after the last one. A field is null if it is empty, says that it is null, or is not needed. */
    private @Nullable List<@Nullable String> row() throws IOException {
        List<@Nullable String> fields = new ArrayList<>();
        tooLong = false;
        endedByLine = false;
        behindQuote = false;
        rowLine = line;
        int budget = JsonRecords.MOST_CHARACTERS;
        int next = read();
        if (next < 0) {
            return null;
        }
        while (true) {
            StringBuilder field = new StringBuilder();
            int most = isAskedFor(fields.size()) ? budget : -1;
            next = field(next, field, most);
            budget -= field.length();
            add(fields, most < 0 ? null : value(field, wasQuoted));
            if (next != form.delimiter()) {
                endedByLine = next == form.lineEnd();
                return fields;
            }
            next = read();
        }
    }

    /** Reads a field from its first character on; returns the character after it. */
    private int field(int first, StringBuilder field, int most) throws IOException {
        int next = first;
        while (next == ' ') {
            append(field, next, most);
            next = read();
        }
        wasQuoted = next == '"' && form.quotes();
        if (wasQuoted) {
            field.setLength(0);
            next = quoted(field, most);
        }
        while (next >= 0 && !form.isEnd(next)) {
            if (wasQuoted) {
                behindQuote |= !Character.isWhitespace(next);
            } else {
                append(field, next, most);
            }
            next = read();
        }
        return next;
    }

    private int read() throws IOException {
        int next = reader.read();
        line += next == form.lineEnd() ? 1 : 0;
        return next;
    }

    /** Whether a field is needed. In the header all are. */
    private boolean isAskedFor(int field) {
        return columns.isEmpty() || (field < columns.size() && SourceRecord.isWanted(columns.get(field)));
    }

    private void add(List<@Nullable String> fields, @Nullable String value) {
        if (fields.size() < MOST_FIELDS) {
            fields.add(value);
        } else {
            tooLong = true;
        }
    }

    /**
     * Reads a field after its opening quote; returns the character after the closing quote. A quote in the text is doubled. MySQL's {@code
     * SELECT … INTO OUTFILE} writes it after a backslash; the first such quote that is followed by text reveals this form.
     */
    private int quoted(StringBuilder field, int most) throws IOException {
        inQuote = true;
        boolean afterBackslash = false;
        for (int next = read(); next >= 0; ) {
            boolean escape = next == '\\' && backslashes;
            int behind = escape || next == '"' ? read() : next;
            if (next == '"' && behind != '"') {
                if (!afterBackslash || behind < 0 || form.isEnd(behind) || Character.isWhitespace(behind)) {
                    inQuote = false;
                    return behind;
                }
                backslashes = true;
                field.setLength(Math.max(field.length() - 1, 0));
                append(field, '"', most);
                afterBackslash = false;
                next = behind;
                continue;
            }
            append(field, behind, most);
            afterBackslash = next == '\\' && !escape;
            next = read();
        }
        throw new EOFException();
    }

    /** Appends a character, up to a limit; with a negative limit, none. */
    private void append(StringBuilder field, int character, int most) {
        if (field.length() < most) {
            field.append((char) character);
        } else {
            tooLong |= most >= 0;
        }
    }

    private @Nullable String value(StringBuilder field, boolean quoted) {
        // remove the carriage return of a line end
        int length = field.length();
        String text =
                length > 0 && field.charAt(length - 1) == '\r' ? field.substring(0, length - 1) : field.toString();
        boolean none = !quoted && (text.isEmpty() || text.equals("\\N") || text.equals("NULL"));
        if (none) {
            return null;
        }
        return form.quotes() ? text : form.unescaped(text);
    }
}
