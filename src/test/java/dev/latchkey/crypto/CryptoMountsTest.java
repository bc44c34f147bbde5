package dev.latchkey.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where AWS-LC's library can be loaded from. */
class CryptoMountsTest {

    private static final List<String> MOUNTS = List.of(
            "overlay / overlay ro,relatime 0 0",
            "tmpfs /tmp tmpfs rw,nosuid,nodev,noexec,relatime 0 0",
            "tmpfs /tmp/inner tmpfs rw 0 0",
            "proc /proc proc rw,noexec 0 0",
            "tmpfs /var/tmp tmpfs rw,noexecutive 0 0",
            "rubbish");

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
        assertThat(CryptoProvider.allowsPrograms(directory, MOUNTS)).isEqualTo(can);
    }

    @ParameterizedTest
    @CsvSource("/tmp")
    void withoutMountsNothingForbidsIt(Path directory) {
        assertThat(CryptoProvider.allowsPrograms(directory, List.of())).isTrue();
    }
}
