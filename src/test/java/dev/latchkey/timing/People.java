package dev.latchkey.timing;

import dev.latchkey.Api;
import dev.latchkey.Database;
import dev.latchkey.password.ForeignPasswords;
import dev.latchkey.timing.Gate.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * Users that an attacker must not be able to distinguish from users who do not exist. All names have the same length, so that all requests
 * have, too.
 */
@ApplicationScoped
class People {

    static final String WRONG = "not the right password...";
    static final String THREE_FORMS = "e\u0301 is not the right password, é";
    static final String OVER_LONG = "x".repeat(4097);

    private static final int NAME_LENGTH = 40;

    private final Database database;
    private final ForeignPasswords hashes;

    People(Database database, ForeignPasswords hashes) {
        this.database = database;
        this.hashes = hashes;
    }

    /** Logins with a wrong password: of an existing user, and all other kinds. */
    List<Kind> withAPassword() {
        return List.of(
                login("wrong password", registered(), WRONG),
                login("nobody", newName(), WRONG),
                login("disabled, with the right password", disabled(), Api.PASSWORD),
                login("without a password", with("password_hash = null"), WRONG),
                login("a hash of another scheme", with("password_hash = '$2b$10$" + "a".repeat(53) + "'"), WRONG),
                login(
                        "a hash under an unknown pepper",
                        with("password_hash = overlay(password_hash placing '0000000000000000' from 20)"),
                        WRONG),
                login("a hash of lower cost", with("password_hash = replace(password_hash, '$05$', '$04$')"), WRONG),
                login("imported with bcrypt", imported(), WRONG),
                login("a proved address", address(true), WRONG),
                login("an address that nobody proved", address(false), WRONG));
    }

    /** The same with a password that is over the maximum length; these requests are longer than the others. */
    List<Kind> withAnOverLongPassword() {
        return List.of(
                login("over-long", registered(), OVER_LONG),
                login("over-long, nobody", newName(), OVER_LONG),
                login("over-long, disabled", disabled(), OVER_LONG));
    }

    /** The same with a password of three forms, each of which an imported hash may be of. */
    List<Kind> withAPasswordOfSeveralForms() {
        return List.of(
                login("three forms", registered(), THREE_FORMS),
                login("three forms, nobody", newName(), THREE_FORMS),
                login("three forms, disabled", disabled(), THREE_FORMS),
                login("three forms, imported with bcrypt", imported(), THREE_FORMS));
    }

    /** Registrations with an address that belongs to a user, and with one that does not. */
    List<Kind> whoRegister() {
        String taken = address(true);
        String free = pad(Api.newName(), "@example.org");
        return List.of(register("a free address", free), register("somebody's address", taken));
    }

    Kind nobody() {
        return login("nobody", newName(), WRONG);
    }

    Kind somebody() {
        return login("wrong password", registered(), WRONG);
    }

    private static Kind login(String kind, String name, String password) {
        return new Kind(
                kind, Wire.post("/auth/login", "{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}"));
    }

    private static Kind register(String kind, String email) {
        return new Kind(
                kind,
                () -> Wire.post(
                        "/auth/register",
                        "{\"username\":\"%s\",\"password\":\"%s\",\"email\":\"%s\"}"
                                .formatted(newName(), Api.PASSWORD, email)));
    }

    private static String newName() {
        return pad(Api.newName(), "");
    }

    private static String pad(String name, String end) {
        return name + "x".repeat(NAME_LENGTH - name.length() - end.length()) + end;
    }

    private static String registered() {
        String name = newName();
        Api.register(name, Api.PASSWORD).then().statusCode(201);
        return name;
    }

    private String imported() {
        return with("password_hash = '" + hashes.encrypt("foreign:$2b$05$" + "a".repeat(53)) + "'");
    }

    private String disabled() {
        return with("status = 'DISABLED'");
    }

    private String with(String change) {
        String name = registered();
        database.run("update users set " + change + " where username = ?", name);
        return name;
    }

    private String address(boolean proved) {
        String address = pad(Api.newName(), "@example.org");
        Api.json(Map.of("username", newName(), "password", Api.PASSWORD, "email", address))
                .post("/auth/register")
                .then()
                .statusCode(201);
        if (proved) {
            database.run("update users set email_verified_at = now() where email = ?", address);
        }
        return address;
    }
}
