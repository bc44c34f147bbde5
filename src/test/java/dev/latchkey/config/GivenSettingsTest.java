package dev.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.NothingGiven;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** D1 and D2: settings are read once, in the same way as in the service, and unchanged. */
@ExtendWith(NothingGiven.class)
class GivenSettingsTest {

    private static final List<String> PASSWORDS =
            List.of("latchkey.db.password", "quarkus.datasource.password", "quarkus.flyway.password");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uUGANEs7!!MX{cj${CMj99",
                "my$$password1234",
                "${latchkey.db.username}",
                "${x:default}",
                "${aes-gcm-nopadding::secret}",
                "back\\$slash",
                "back\\\\$${slash}",
                "$",
                "a$b$$c$$$d",
                "}${",
                " with spaces ",
                "comma,comma\\,comma",
                "p\u00e4ssw\u00f6rd\uFDD0$\uFDD1"
            })
    void d2APasswordIsTheTextThatWasGiven(String password) throws IOException {
        Map<String, String> variables = new HashMap<>(Map.of("LATCHKEY_DB_USERNAME", "latchkey"));
        variables.put("LATCHKEY_DB_PASSWORD", password);
        assertPasswords(variables, password);

        variables.remove("LATCHKEY_DB_PASSWORD");
        String file =
                Files.writeString(directory.resolve("a$b"), password + "\n").toString();
        variables.put("LATCHKEY_DB_PASSWORD_FILE", file);
        assertPasswords(variables, password);
    }

    private static void assertPasswords(Map<String, String> variables, String password) {
        GivenSettings settings = GivenSettings.read(new EnvConfigSource(variables, 500));
        assertThat(PASSWORDS)
                .allSatisfy(name -> assertThat(settings.text(name)).as(name).contains(password));
        assertThat(settings.text("quarkus.datasource.username")).contains("latchkey");
    }

    @Test
    void d2NoOtherValueOfAnOperatorIsAnExpressionEither() {
        Map<String, String> given = Map.of(
                "latchkey.db.url", "jdbc:postgresql://db/latchkey?options=-c%20a=${b}",
                "latchkey.token.audience", "a$$b,${c}",
                "quarkus.log.console.format", "${not.there}");
        GivenSettings settings = GivenSettings.read(new PropertiesConfigSource(given, "properties", 500));

        assertThat(settings.text("quarkus.datasource.jdbc.url")).contains(given.get("latchkey.db.url"));
        assertThat(settings.text("quarkus.flyway.jdbc-url")).contains(given.get("latchkey.db.url"));
        assertThat(settings.elements("latchkey.token.audience")).containsExactly("a$$b", "${c}");
        assertThat(settings.text("quarkus.log.console.format")).contains("${not.there}");
    }

    @Test
    void d1ASecretIsThereByItsFileAlone() throws IOException {
        for (String secret : SecretFiles.SECRETS) {
            String file = Files.writeString(directory.resolve("secret"), "what the file holds\n")
                    .toString();
            GivenSettings settings = GivenSettings.read(
                    new EnvConfigSource(Map.of(GivenSettings.variable(SecretFiles.fileOf(secret)), file), 500));

            assertThat(settings.text(secret)).as(secret).contains("what the file holds");
            assertThat(settings.besideFile(secret)).as(secret).isEmpty();
        }
    }

    @Test
    void theirTextShowsNothing() {
        assertThat(GivenSettings.read(new EnvConfigSource(Map.of("LATCHKEY_SECRET", "hunter2"), 500))
                        .toString())
                .doesNotContain("hunter2");
    }
}
