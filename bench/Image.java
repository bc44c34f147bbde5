import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What the images start, read from their Dockerfiles. */
final class Image {

    static final Path JVM = Path.of("src/main/docker/Dockerfile.jvm");
    static final Path BINARY = Path.of("src/main/docker/Dockerfile.native");

    private static final Pattern ENTRY_POINT = Pattern.compile("(?m)^ENTRYPOINT \\[((?:[^\\]\\\\]|\\\\\\n)*)]");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");

    private static final String LIBRARIES = "-Djava.library.path=";
    private static final Path LIBRARY = Path.of(
                    "target/aws-lc",
                    System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch"),
                    "com/amazon/corretto/crypto/provider")
            .toAbsolutePath();

    private Image() {}

    /**
     * Returns the options of the entry point: its words but the program, the AOT cache and the jar, which have other paths here, as AWS-LC's
     * library has.
     */
    static List<String> options(Path dockerfile) throws IOException {
        return ENTRY_POINT
                .matcher(Files.readString(dockerfile))
                .results()
                .flatMap(found -> WORD.matcher(found.group(1)).results().map(word -> word.group(1)))
                .skip(1)
                .takeWhile(word -> !word.equals("-jar"))
                .filter(word -> !word.startsWith("-XX:AOTCache="))
                .map(word -> word.startsWith(LIBRARIES) ? LIBRARIES + LIBRARY : word)
                .toList();
    }
}
