package dev.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFilesTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", "s3cret\n", "s3cret\r\n", "s3cret\n\n"})
    void theLinesEndIsNoPartOfTheSecret(String written) throws IOException {
        assertThat(SecretFiles.content(file(written))).isEqualTo("s3cret");
    }

    @Test
    void spacesArePartOfIt() throws IOException {
        assertThat(SecretFiles.content(file(" a b \n"))).isEqualTo(" a b ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \r\n"})
    void anEmptyFileIsRefused(String written) throws IOException {
        String file = file(written);
        assertThatThrownBy(() -> SecretFiles.content(file)).hasMessage("names a file that is empty");
    }

    @Test
    void whatIsNoTextOrTooLongIsRefusedWithoutBeingShown() throws IOException {
        Path binary = Files.write(directory.resolve("binary"), new byte[] {'s', '3', (byte) 0xff});
        assertThatThrownBy(() -> SecretFiles.content(binary.toString()))
                .hasMessage("names a file that is not text in UTF-8");
        String endless = file("x".repeat(20_000));
        assertThatThrownBy(() -> SecretFiles.content(endless)).hasMessage("names a file of more than 16384 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/", "/no/such/file", "a\0b"})
    void whatIsNoFileIsRefused(String file) {
        assertThatThrownBy(() -> SecretFiles.content(file)).hasMessage("names no file");
    }

    @Test
    void aSecretIsThereForWhomAsksAndInNoList() throws IOException {
        SmallRyeConfig config = config(Map.of("latchkey.db.password-file", file("hunter2hunter2\n")));

        assertThat(config.getValue("latchkey.db.password", String.class)).isEqualTo("hunter2hunter2");
        assertThat(config.getPropertyNames()).doesNotContain("latchkey.db.password");
        assertThat(config.getOptionalValue("latchkey.secret", String.class)).isEmpty();
    }

    @Test
    void aFileThatIsNotThereStopsTheStart() {
        SmallRyeConfig config = config(Map.of("latchkey.secret-file", "/no/such/file"));

        assertThatThrownBy(() -> config.getOptionalValue("latchkey.secret", String.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("latchkey.secret-file names no file");
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withDefaultValues(settings)
                .withSources(new SecretFiles())
                .build();
    }

    private String file(String content) throws IOException {
        return Files.writeString(directory.resolve("secret"), content).toString();
    }
}
