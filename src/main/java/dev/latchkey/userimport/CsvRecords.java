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
 * Records of CSV (RFC 4180) whose first line names the columns. The delimiter is a comma, a semicolon or a tab, whichever the first line
 * has most of. A text without quotes that is {@code \N} or {@code NULL} is none, as MySQL and SQL Server write it.
 *
 * <p>With a tab for the delimiter there are no quotes: {@code mysql --batch} and PostgreSQL's {@code COPY} write a tab, a line end and a
 * backslash in a text as {@code \t}, {@code \n} and {@code \\}. A last row without a line end is taken for one that was cut off. For
 * one thread.
 */
final class CsvRecords implements Records {

    private static final int MOST_FIELDS = 2000;

    private final BufferedReader reader;
    private final List<String> columns = new ArrayList<>();
    private char delimiter = ',';
    private boolean endedByLine;
    private boolean tooLong;

    CsvRecords(BufferedReader reader) throws IOException {
        this.reader = reader;
        this.delimiter = sniff();
        List<@Nullable String> header = row();
        if (header != null) {
            header.forEach(each -> columns.add(each == null ? "" : SourceRecord.folded(each)));
        }
    }

    /** Whether the first line has one of these columns. */
    boolean hasAnyOf(List<String> names) {
        return columns.stream().anyMatch(names::contains);
    }

    private char sniff() throws IOException {
        reader.mark(JsonRecords.MOST_CHARACTERS);
        int commas = 0;
        int semicolons = 0;
        int tabs = 0;
        int next = reader.read();
        for (int i = 1; next >= 0 && next != '\n' && i < JsonRecords.MOST_CHARACTERS; i++) {
            commas += next == ',' ? 1 : 0;
            semicolons += next == ';' ? 1 : 0;
            tabs += next == '\t' ? 1 : 0;
            next = reader.read();
        }
        reader.reset();
        if (tabs > Math.max(commas, semicolons)) {
            return '\t';
        }
        return semicolons > commas ? ';' : ',';
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
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
        if (row.size() != columns.size()) {
            return SourceRecord.faulty(
                    "must have as many fields as the first line, " + columns.size() + ", and has " + row.size());
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

    /** The fields of a row, null for one that is empty or says that it is null; null behind the last row. */
    private @Nullable List<@Nullable String> row() throws IOException {
        List<@Nullable String> fields = new ArrayList<>();
        tooLong = false;
        endedByLine = false;
        int budget = JsonRecords.MOST_CHARACTERS;
        int next = reader.read();
        if (next < 0) {
            return null;
        }
        while (true) {
            StringBuilder field = new StringBuilder();
            boolean quoted = next == '"' && delimiter != '\t';
            if (quoted) {
                next = quoted(field, budget);
            }
            while (next >= 0 && next != delimiter && next != '\n') {
                append(field, next, budget);
                next = reader.read();
            }
            budget -= field.length();
            add(fields, value(field, quoted));
            if (next != delimiter) {
                endedByLine = next == '\n';
                return fields;
            }
            next = reader.read();
        }
    }

    private void add(List<@Nullable String> fields, @Nullable String value) {
        if (fields.size() < MOST_FIELDS) {
            fields.add(value);
        } else {
            tooLong = true;
        }
    }

    /** Reads behind an opening quote; gives the character behind the closing one. */
    private int quoted(StringBuilder field, int budget) throws IOException {
        while (true) {
            int next = reader.read();
            if (next < 0) {
                throw new EOFException();
            }
            if (next == '"') {
                next = reader.read();
                if (next != '"') {
                    return next;
                }
            }
            append(field, next, budget);
        }
    }

    private void append(StringBuilder field, int character, int budget) {
        if (field.length() < budget) {
            field.append((char) character);
        } else {
            tooLong = true;
        }
    }

    private @Nullable String value(StringBuilder field, boolean quoted) {
        // the carriage return of a line's end
        int length = field.length();
        String text =
                length > 0 && field.charAt(length - 1) == '\r' ? field.substring(0, length - 1) : field.toString();
        boolean none = !quoted && (text.isEmpty() || text.equals("\\N") || text.equals("NULL"));
        if (none) {
            return null;
        }
        return delimiter == '\t' ? unescaped(text) : text;
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            int escape = next == '\\' && i + 1 < text.length() ? "tnr0\\".indexOf(text.charAt(i + 1)) : -1;
            plain.append(escape < 0 ? next : "\t\n\r\0\\".charAt(escape));
            i += escape < 0 ? 0 : 1;
        }
        return plain.toString();
    }
}
