package dev.latchkey.crypto;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides where AWS-LC's native library is loaded from. The image has it as a file, because its only writable directory permits no programs.
 * Elsewhere AWS-LC unpacks it from its jar into the temporary directory, and deletes it as soon as it is loaded.
 */
public final class AwsLcLibrary {

    /** Makes AWS-LC load the file on {@code java.library.path}, and never unpack it. */
    private static final String INSTALLED = "com.amazon.corretto.crypto.provider.useExternalLib";

    /** The directory that AWS-LC unpacks its library into, if it is not that of the JVM. */
    private static final String UNPACKED = "com.amazon.corretto.crypto.provider.tmpdir";

    /** Makes AWS-LC's provider read Ed25519 keys, which it does not by default. */
    private static final String ED_KEYS = "com.amazon.corretto.crypto.provider.registerEdKeyFactory";

    private static final String FILE = "libamazonCorrettoCryptoProvider.so";
    private static final Path MOUNTS = Path.of("/proc/mounts");

    private AwsLcLibrary() {}

    /**
     * Sets AWS-LC's options. Must be called before anything asks the JVM for a security provider by its name: the JVM then loads all that are
     * on the class path, and Quarkus does so while it starts. A load that fails would leave 9.6 MB in the temporary directory until the end.
     *
     * @return why the library cannot be loaded; empty if it can be tried
     */
    public static Optional<String> prepare() {
        System.setProperty(ED_KEYS, "true");
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            System.setProperty(INSTALLED, "true");
        }
        return obstacle;
    }

    private static Optional<String> obstacle() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return Optional.of("its library is packaged for Linux only");
        }
        List<String> mounts;
        try {
            mounts = Files.readAllLines(MOUNTS);
        } catch (IOException e) {
            return Optional.of("it is not known where programs are permitted: " + e);
        }
        if (installed(System.getProperty("java.library.path", ""), mounts)) {
            System.setProperty(INSTALLED, "true");
            return Optional.empty();
        }
        Path temporary = Path.of(System.getProperty(UNPACKED, System.getProperty("java.io.tmpdir")))
                .toAbsolutePath();
        return allowsPrograms(temporary, mounts)
                ? Optional.empty()
                : Optional.of(temporary + " is mounted with noexec, so its library cannot be loaded there");
    }

    /** Returns whether the library can be loaded from the first directory of a search path that has it; the JVM tries no other. */
    static boolean installed(String searchPath, List<String> mounts) {
        return Stream.of(searchPath.split(Pattern.quote(File.pathSeparator), -1))
                .filter(directory -> !directory.isEmpty())
                .map(Path::of)
                .filter(directory -> Files.isRegularFile(directory.resolve(FILE)))
                .findFirst()
                .filter(directory -> allowsPrograms(directory.toAbsolutePath(), mounts))
                .isPresent();
    }

    /**
     * Returns whether a native library can be loaded from a directory, by the lines of {@code /proc/mounts}. Of two mounts at one place the
     * later one is in effect.
     */
    static boolean allowsPrograms(Path directory, List<String> mounts) {
        return mounts.stream()
                .map(line -> line.split(" ", -1))
                .filter(fields -> fields.length > 3 && directory.startsWith(fields[1]))
                .reduce((deepest, next) -> depth(next) >= depth(deepest) ? next : deepest)
                .map(fields -> !List.of(fields[3].split(",", -1)).contains("noexec"))
                .orElse(true);
    }

    private static int depth(String[] mount) {
        return Path.of(mount[1]).getNameCount();
    }
}
