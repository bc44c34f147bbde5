import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The AOT cache (JEP 514) of the packaged service, trained as in the image. */
final class Cache {

    private static final Path FILE = Path.of("target/bench/app.aot");
    private static final Path LOG = Path.of("target/bench/training.log");
    private static final int FIRST_JDK = 25;

    private Cache() {}

    /** Returns whether the JDK can write a cache. */
    static boolean isSupported(Path home) throws IOException {
        Properties release = new Properties();
        release.load(Files.newBufferedReader(home.resolve("release")));
        String version = release.getProperty("JAVA_VERSION").replace("\"", "");
        return Runtime.Version.parse(version).feature() >= FIRST_JDK;
    }

    /**
     * Writes a cache, and returns the option that uses it.
     *
     * @param options those of the JVM that will use it
     */
    static String train(Path home, List<String> options) throws IOException, InterruptedException {
        Files.deleteIfExists(FILE);
        List<String> tested = new ArrayList<>(List.of("-XX:AOTCacheOutput=" + FILE.toAbsolutePath()));
        tested.addAll(options);
        Process training = new ProcessBuilder(
                        Lab.javaOf(home.toString()).toString(),
                        "-Dtested.jvm-options=" + String.join(" ", tested),
                        "-cp",
                        "target/test-classes:" + System.getProperty("java.class.path"),
                        "dev.latchkey.packaged.Training")
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(training::destroyForcibly));
        if (training.waitFor() != 0 || !Files.exists(FILE)) {
            throw new IllegalStateException("the training has written no cache, see " + LOG);
        }
        return "-XX:AOTCache=" + FILE.toAbsolutePath();
    }

    static long mebibytes() throws IOException {
        return Files.size(FILE) >> 20;
    }
}
