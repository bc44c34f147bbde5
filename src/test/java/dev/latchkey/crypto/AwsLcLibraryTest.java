package dev.latchkey.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where AWS-LC's library can be loaded from. */
class AwsLcLibraryTest {

    private static final String LIBRARY = "libamazonCorrettoCryptoProvider.so";

    private static final List<String> MOUNTS = List.of(
            "overlay / overlay ro,relatime 0 0",
            "tmpfs /tmp tmpfs rw,nosuid,nodev,noexec,relatime 0 0",
            "tmpfs /tmp/inner tmpfs rw 0 0",
            "proc /proc proc rw,noexec 0 0",
            "tmpfs /var/tmp tmpfs rw,noexecutive 0 0",
            "rubbish");

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({
        "/tmp, false",
        "/tmp/a/b, false",
        "/tmpfile, true",
        "/tmp/inner, true",
        "/tmp/inner/a, true",
        "/proc/self, false",
        "/var/tmp, true",
        "/opt, true"
    })
    void theInnermostMountDecides(Path directory, boolean can) {
        assertThat(AwsLcLibrary.allowsPrograms(directory, MOUNTS)).isEqualTo(can);
    }

    @ParameterizedTest
    @CsvSource("/tmp")
    void withoutMountsNothingForbidsIt(Path directory) {
        assertThat(AwsLcLibrary.allowsPrograms(directory, List.of())).isTrue();
    }

    /** The image names its folder in java.library.path; the JVM's defaults are in it elsewhere. */
    @ParameterizedTest
    @CsvSource({"with", "without:with", "missing:with", "':with'", "with:other", "with:noexec", "folder:with"})
    void theFirstDirectoryThatHasTheLibraryIsTaken(String path) throws IOException {
        lay();

        assertThat(AwsLcLibrary.installed(searchPath(path), List.of(noexec()))).isTrue();
    }

    @Test
    void ofTwoMountsAtOnePlaceTheLaterIsInEffect() {
        List<String> twice = List.of("tmpfs /tmp tmpfs rw 0 0", "tmpfs /tmp tmpfs rw,noexec 0 0");
        assertThat(AwsLcLibrary.allowsPrograms(Path.of("/tmp/a"), twice)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"without", "missing", "noexec", "noexec:with", "folder", "''", "noexec:folder:missing"})
    void otherwiseThereIsNone(String path) throws IOException {
        lay();

        assertThat(AwsLcLibrary.installed(searchPath(path), List.of(noexec()))).isFalse();
    }

    private String noexec() {
        return "tmpfs " + root.resolve("noexec") + " tmpfs rw,noexec 0 0";
    }

    private String searchPath(String names) {
        return Stream.of(names.split(":", -1))
                .map(name -> name.isEmpty() ? "" : root.resolve(name).toString())
                .collect(Collectors.joining(":"));
    }

    private void lay() throws IOException {
        for (String directory : List.of("with", "other", "without", "noexec", "folder")) {
            Files.createDirectory(root.resolve(directory));
        }
        for (String directory : List.of("with", "other", "noexec")) {
            Files.createFile(root.resolve(directory).resolve(LIBRARY));
        }
        Files.createDirectory(root.resolve("folder").resolve(LIBRARY));
    }
}
