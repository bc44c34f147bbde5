package dev.latchkey.user;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.newName;
import static dev.latchkey.Api.register;
import static dev.latchkey.Api.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.latchkey.Database;
import dev.latchkey.audit.Actor;
import dev.latchkey.user.ImportedUser.Outcome;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** B4: which names are free beside others. */
@QuarkusTest
class ConfusableNamesTest {

    @Inject
    Database database;

    @Inject
    SkeletonBackfill backfill;

    @Inject
    UserImporter newcomers;

    @ParameterizedTest(name = "B4: {0} is refused with a message that helps")
    @ValueSource(strings = {"аlice", "pаypal", "ivan_иван"})
    void severalScriptsAreRefused(String start) {
        register(start + newName(), PASSWORD)
                .then()
                .statusCode(400)
                .body("violations.field", contains("username"))
                .body("violations.message", contains(startsWith("must have the letters and digits of one script")));
    }

    @Test
    @DisplayName("B4: a name with 54 stacked marks is refused")
    void stackedMarksAreRefused() {
        register("abcdefg" + "\u0301\u0302".repeat(27), PASSWORD)
                .then()
                .statusCode(400)
                .body("violations.field", contains("username"));
        register(newName() + "a\u0301\u0301", PASSWORD)
                .then()
                .statusCode(400)
                .body("violations.message", contains(startsWith("must have at most 4 accents")));
    }

    @Test
    @DisplayName("B4: a name that looks like another is taken")
    void aNameThatLooksLikeAnotherIsTaken() {
        String name = "lol" + registered();
        register(name, PASSWORD).then().statusCode(201);

        for (String other : List.of("1ol", "IoI", "l0l", "lo1")) {
            register(name.replace("lol", other), PASSWORD)
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("username_taken"));
        }
    }

    @Test
    @DisplayName("B4: of many that look alike, at once, one gets the name")
    void ofManyAtOnceOneGetsTheName() {
        String end = newName();
        List<CompletableFuture<Integer>> answers = Stream.of("lol", "l0l", "1ol", "lo1", "1o1", "IoI", "LOL", "loI")
                .map(start -> CompletableFuture.supplyAsync(
                        () -> register(start + end, PASSWORD).statusCode()))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join))
                .containsOnly(201, 409)
                .containsOnlyOnce(201);
    }

    @Test
    @DisplayName("B4: names that are there stay, even two that look alike, and are known once the job has come by")
    void namesThatAreThereStay() {
        String first = "lol" + newName();
        String second = first.replace("lol", "l0l");
        register(first, PASSWORD).then().statusCode(201);
        String third = newName();
        register(third, PASSWORD).then().statusCode(201);
        // as the previous version writes rows
        database.run("update users set username = ?, username_key = ? where username = ?", second, second, third);
        database.run("update users set username_skeletons = null where username in (?, ?)", first, second);

        backfill.fill();

        login(first, PASSWORD).then().statusCode(200);
        login(second, PASSWORD).then().statusCode(200);
        register(first.replace("lol", "lo1"), PASSWORD).then().statusCode(409);
        assertThat(database.text("select count(*) from users where username_skeletons is null"))
                .isEqualTo("0");
    }

    @Test
    @DisplayName("B4: an import takes names of several scripts and those that look alike, and keeps them from others")
    void anImportTakesThem() {
        String name = "lol" + newName();

        assertThat(newcomers.admit(Actor.COMMAND_LINE, List.of(newcomer(name), newcomer(name.replace("lol", "l0l")))))
                .containsOnly(Outcome.ADMITTED);
        register(name.replace("lol", "lo1"), PASSWORD).then().statusCode(409);
    }

    private static ImportedUser newcomer(String name) {
        return new ImportedUser(
                name,
                null,
                false,
                JsonNodeFactory.instance.objectNode(),
                null,
                UserStatus.ACTIVE,
                Set.of("user"),
                null);
    }
}
