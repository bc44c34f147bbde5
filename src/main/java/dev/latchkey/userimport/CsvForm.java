package dev.latchkey.userimport;

import java.io.BufferedReader;
import java.io.IOException;

/**
 * The form of a CSV file, taken from its first line. The delimiter is a comma, a semicolon or a tab, whichever is most frequent. A file
 * with tabs has quotes only if its first line has some. A line ends with a line feed; if the first line has none, with a carriage return.
 *
 * @param delimiter the character between fields
 * @param lineEnd the last character of a line
 * @param quotes whether a field can be in quotes
 */
record CsvForm(char delimiter, char lineEnd, boolean quotes) {

    /** Reads the first line and resets the reader to its start. */
    static CsvForm of(BufferedReader reader) throws IOException {
        reader.mark(JsonRecords.MOST_CHARACTERS);
        int commas = 0;
        int semicolons = 0;
        int tabs = 0;
        boolean quote = false;
        int next = reader.read();
        for (int i = 2; next >= 0 && next != '\n' && next != '\r' && i < JsonRecords.MOST_CHARACTERS; i++) {
            commas += next == ',' ? 1 : 0;
            semicolons += next == ';' ? 1 : 0;
            tabs += next == '\t' ? 1 : 0;
            quote |= next == '"';
            next = reader.read();
        }
        boolean carriageReturns = next == '\r' && reader.read() != '\n';
        reader.reset();
        char delimiter = semicolons > commas ? ';' : ',';
        if (tabs > Math.max(commas, semicolons)) {
            delimiter = '\t';
        }
        return new CsvForm(delimiter, carriageReturns ? '\r' : '\n', quote || delimiter != '\t');
    }

    /** Whether a character ends a field without quotes. */
    boolean isEnd(int character) {
        return character == delimiter || character == lineEnd;
    }

    /** Replaces the escapes in a text without quotes. */
    String unescaped(String text) {
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
