package dev.latchkey.admin;

import static dev.latchkey.Api.as;
import static dev.latchkey.Api.newName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests how an admin searches for users. */
@QuarkusTest
class SearchTest {

    @Inject
    Database database;

    private String admin;
    private String prefix;

    @BeforeEach
    void signIn() {
        admin = Admins.signedIn(database);
        prefix = newName();
    }

    @Test
    void goesByTheBeginningOfTheNameThenOfTheAddressWhateverTheirCase() {
        made(prefix + "-B", null);
        made(prefix + "-a", prefix + "@example.org");
        made("x-" + prefix, prefix.toUpperCase(java.util.Locale.ROOT) + "-2@example.org");
        made("y-" + prefix, prefix + "-1@example.org");

        assertThat(names(Map.of("q", prefix)))
                .containsExactly(prefix + "-a", prefix + "-B", "y-" + prefix, "x-" + prefix);
        assertThat(names(Map.of("q", prefix.toUpperCase(java.util.Locale.ROOT) + "-b")))
                .containsExactly(prefix + "-B");
        assertThat(names(Map.of("q", prefix + "-1@EXAMPLE.org"))).containsExactly("y-" + prefix);
    }

    @Test
    void takesNoSignForAnother() {
        made(prefix + "-a", null);
        made(prefix + "_b", null);

        assertThat(names(Map.of("q", prefix + "_"))).containsExactly(prefix + "_b");
        assertThat(names(Map.of("q", prefix + "%"))).isEmpty();
        assertThat(names(Map.of("q", prefix + "\\"))).isEmpty();
        assertThat(names(Map.of("q", prefix + "' or ''='"))).isEmpty();
    }

    @Test
    void goesByStatusAndRole() {
        String plain = made(prefix + "-plain", null);
        String disabled = made(prefix + "-disabled", null);
        String editor = made(prefix + "-editor", prefix + "@example.org");
        database.run("insert into roles (name) values ('editor') on conflict do nothing");
        database.run("insert into user_roles values (cast(? as uuid), 'editor')", editor);
        database.run("update users set status = 'DISABLED' where id = cast(? as uuid)", disabled);

        assertThat(names(Map.of("q", prefix, "status", "active")))
                .containsExactly(prefix + "-editor", prefix + "-plain");
        assertThat(names(Map.of("q", prefix, "status", "disabled"))).containsExactly(prefix + "-disabled");
        assertThat(names(Map.of("q", prefix, "role", "editor"))).containsExactly(prefix + "-editor");
        assertThat(names(Map.of("q", prefix, "role", "editor", "status", "disabled")))
                .isEmpty();
        assertThat(names(Map.of("q", prefix, "role", "nobody"))).isEmpty();
        assertThat(search(Map.of("role", "editor")).<List<String>>path("users.id"))
                .contains(editor)
                .doesNotContain(plain);
    }

    @Test
    void givesEverybodyOncePageByPage() {
        List<String> expected = new ArrayList<>();
        for (int i = 10; i < 17; i++) {
            made(prefix + "-" + i, i % 2 == 0 ? prefix + i + "@example.org" : null);
            expected.add(prefix + "-" + i);
        }
        for (int i = 10; i < 15; i++) {
            // each address belongs to two users
            made("z" + i + prefix, prefix + (i / 2) + "@example.org");
            database.run("update users set status = 'DISABLED' where username = ?", "z" + (i - 1) + prefix);
        }
        expected.addAll(List.of("z10", "z11", "z12", "z13", "z14").stream()
                .map(z -> z + prefix)
                .toList());

        for (int limit : List.of(1, 2, 3, 5, 7, 11, 12, 13)) {
            assertThat(pages(Map.of("q", prefix), limit)).as("limit %d", limit).containsExactlyElementsOf(expected);
        }
        assertThat(pages(Map.of("q", "user"), 200)).doesNotHaveDuplicates().hasSizeGreaterThan(6);
    }

    @Test
    void goesOnWhereItWasAlthoughSomebodyIsGone() {
        Stream.of("-1", "-2", "-3").forEach(end -> made(prefix + end, null));
        Response first = search(Map.of("q", prefix, "limit", 2));
        database.run("delete from users where username = ?", prefix + "-2");
        made(prefix + "-0", null);

        assertThat(names(Map.of("q", prefix, "limit", 2, "after", first.path("next"))))
                .containsExactly(prefix + "-3");
    }

    @Test
    void showsEverybodyByNameWhenNothingIsAskedFor() {
        List<String> all = pages(Map.of(), 200);

        assertThat(all).doesNotHaveDuplicates();
        assertThat(Integer.toString(all.size())).isEqualTo(database.text("select count(*) from users"));
    }

    @Test
    void saysWhatItCannotRead() {
        Map<String, List<String>> wrong = new HashMap<>();
        wrong.put("limit", List.of("0", "201", "x", "-1", "99999999999"));
        wrong.put("status", List.of("ACTIVE", "asleep"));
        wrong.put("after", List.of("rubbish", "bgAB", "====", "\0"));
        wrong.put("q", List.of("a\0b", "x".repeat(321)));
        wrong.put("role", List.of("a\0b", "Admin"));
        wrong.forEach((name, values) -> values.forEach(
                value -> search(Map.of(name, value)).then().statusCode(400).body("violations.field", contains(name))));
    }

    private String made(String name, String email) {
        Map<String, Object> person = new HashMap<>(Map.of("username", name));
        if (email != null) {
            person.put("email", email);
        }
        return as(admin, person)
                .post("/admin/users")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private Response search(Map<String, ?> parameters) {
        return as(admin).queryParams(parameters).get("/admin/users");
    }

    private List<String> names(Map<String, ?> parameters) {
        return search(parameters).then().statusCode(200).extract().path("users.username");
    }

    private List<String> pages(Map<String, ?> parameters, int limit) {
        Map<String, Object> wanted = new HashMap<>(parameters);
        wanted.put("limit", limit);
        List<String> all = new ArrayList<>();
        String next;
        do {
            Response page = search(wanted);
            List<String> names = page.path("users.username");
            assertThat(names).hasSizeLessThanOrEqualTo(limit);
            all.addAll(names);
            next = page.path("next");
            wanted.put("after", next);
        } while (next != null);
        return all;
    }
}
