package dev.latchkey.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Prints tables for operators, or one JSON object a line for programs. Results go to standard output, everything else to standard error.
 */
final class Output {

    /** Writes the members of maps in the order of their names, because the order of {@code Map.of} differs at every start. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final PrintStream results;
    private final PrintStream notes;
    private final boolean json;

    Output(PrintStream results, PrintStream notes, boolean json) {
        this.results = results;
        this.notes = notes;
        this.json = json;
    }

    boolean isJson() {
        return json;
    }

    /** Prints one result: a JSON object for programs, else a sentence. */
    void result(Object object, String sentence) {
        results.println(json ? text(object) : sentence);
        results.flush();
    }

    void objects(List<?> objects) {
        objects.forEach(each -> results.println(text(each)));
        results.flush();
    }

    /** Prints a table with columns as wide as their widest cell; the first row is the heading. */
    void table(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> width(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        rows.forEach(row -> results.println(line(row, widths)));
        results.flush();
    }

    private static String line(List<String> row, int[] widths) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            boolean last = column == row.size() - 1;
            cells.add(last ? cell : cell + " ".repeat(widths[column] - width(cell)));
        }
        return String.join("  ", cells).stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    /** Prints a note beside the result. */
    void note(String sentence) {
        notes.println(sentence);
    }

    /** Prints text that is overwritten later. */
    void draw(String text) {
        notes.print(text);
        notes.flush();
    }

    void refusal(String code, String sentence) {
        notes.println(json ? text(Map.of("code", code, "message", sentence)) : "latchkey: " + sentence);
    }

    private static String text(Object object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is printed can be written", e);
        }
    }
}
