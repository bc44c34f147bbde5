package dev.latchkey.command;

import static dev.latchkey.Api.newName;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Api;
import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments that cannot be meant are refused with a sentence, and never ignored or cut. */
@QuarkusTest
class RefusedArgumentsTest {

    private static final String FIREBASE =
            Path.of("src/test/resources/exports/firebase.json").toString();
    private static final Path CONFIG = Path.of("src/test/resources/exports/firebase-hash-config.txt");

    @TempDir
    Path directory;

    @Inject
    CommandContext rooms;

    @Inject
    Database database;

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-2147483648"})
    void aListOfLessThanOneUserIsRefused(String limit) {
        Api.registered();

        InProcess listed = InProcess.of(rooms, "user", "list", "--limit", limit);

        assertThat(listed.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(listed.output()).isEqualTo("latchkey: --limit must be 1 or more\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 201})
    void aListHasAsManyUsersAsAreWanted(int limit) {
        for (int i = 0; i < 3; i++) {
            Api.registered();
        }
        int there = Integer.parseInt(database.text("select count(*) from users"));

        InProcess listed = InProcess.of(rooms, "user", "list", "--limit", Integer.toString(limit), "--json");

        assertThat(listed.code()).isZero();
        assertThat(listed.output().lines().filter(line -> line.contains("\"username\"")))
                .hasSize(Math.min(limit, there));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-password --password-stdin", "--password-stdin --no-password"})
    void noPasswordAndAPasswordExcludeEachOther(String options) {
        String name = newName();
        String[] both = options.split(" ", -1);

        InProcess added = InProcess.of(rooms, "user", "add", name, both[0], both[1]);

        assertThat(added.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(added.output()).startsWith("latchkey: --no-password and --password-stdin exclude each other");
        assertThat(database.texts("select id from users where username = ?", name))
                .isEmpty();
        assertThat(InProcess.of(rooms, "user", "add", name, "--no-password").code())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {65_537, 70_000, 1_000_000})
    void aHashConfigThatIsTooLongIsRefused(int length) throws IOException {
        InProcess imported = importWith(length);

        assertThat(imported.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(imported.output()).startsWith("latchkey: the file of --hash-config is longer than 64 KiB");
    }

    @Test
    void aHashConfigOfTheLongestLengthIsRead() throws IOException {
        assertThat(importWith(65_536).output()).contains("8 users read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-9223372036854775808"})
    void lessThanNoUserCannotBeExpected(String expected) {
        InProcess imported = InProcess.of(rooms, "user", "import", "--dry-run", "--expect", expected, FIREBASE);

        assertThat(imported.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(imported.output()).startsWith("latchkey: --expect must be 0 or more");
    }

    /** A dry run with the parameters behind white space, so that a file that is cut has none. */
    private InProcess importWith(int length) throws IOException {
        String config = Files.readString(CONFIG);
        Path file = Files.writeString(directory.resolve("config"), " ".repeat(length - config.length()) + config);
        return InProcess.of(
                rooms, "user", "import", "--dry-run", "--from", "firebase", "--hash-config", file.toString(), FIREBASE);
    }
}
