package dev.latchkey.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Markdown files of the repository. */
final class Pages {

    private static final Pattern BUILT = Pattern.compile("(^|/)(target|node_modules|\\.[^/]+)(/|$)");
    private static final Pattern FENCE = Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N} _-]");

    private Pages() {}

    /** Returns all of them, in the order of their paths. */
    static List<Path> all() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> top = Files.list(Path.of(""))) {
            for (Path each :
                    top.filter(path -> !BUILT.matcher(path.toString()).find()).toList()) {
                try (Stream<Path> files = Files.walk(each)) {
                    files.filter(file -> file.toString().endsWith(".md"))
                            .filter(file -> !BUILT.matcher(file.toString()).find())
                            .forEach(found::add);
                }
            }
        }
        return found.stream().sorted().toList();
    }

    static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a page's text with its blocks of code emptied; lines keep their numbers. */
    static String withoutCode(Path page) {
        return FENCE.matcher(text(page))
                .replaceAll(block -> "\n".repeat((int)
                        block.group().chars().filter(each -> each == '\n').count()));
    }

    /** Returns the text from a heading to the next one of its level. */
    static String section(Path page, String heading) {
        String text = text(page);
        int start = text.indexOf(heading + "\n");
        if (start < 0) {
            throw new AssertionError(page + " has no section " + heading);
        }
        int end = text.indexOf("\n" + heading.substring(0, heading.indexOf(' ') + 1), start + heading.length());
        return text.substring(start + heading.length(), end < 0 ? text.length() : end);
    }

    /** Returns the anchors of a page's headings, as GitHub makes them. */
    static List<String> anchors(Path page) {
        return HEADING.matcher(withoutCode(page))
                .results()
                .map(heading -> NOT_IN_ANCHORS
                        .matcher(heading.group(1).toLowerCase(Locale.ROOT))
                        .replaceAll("")
                        .replace(' ', '-'))
                .toList();
    }
}
