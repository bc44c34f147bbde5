package dev.latchkey.contract;

import static dev.latchkey.Api.as;

import dev.latchkey.Api;
import dev.latchkey.Database;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Who makes the requests: an admin, users, and callers without a token. Those whom a request signs out are made anew. */
final class FuzzCallers {

    /** A caller; the token is empty for one who has none. */
    record Caller(boolean admin, String token) {}

    private static final int USERS = 6;

    private final Database database;
    private final Random random;
    private final List<String> names = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private Caller admin;
    private Caller user;
    private String refreshToken;

    FuzzCallers(Database database, Random random) {
        this.database = database;
        this.random = random;
        admin = signIn(true);
        user = signIn(false);
        for (int i = 0; i < USERS; i++) {
            renew();
        }
    }

    RightValues values() {
        return new RightValues(
                random,
                () -> ids.get(ids.size() - 1 - random.nextInt(USERS)),
                () -> names.get(names.size() - 1 - random.nextInt(USERS)),
                () -> refreshToken);
    }

    Caller any() {
        int choice = random.nextInt(10);
        return choice < 6 ? admin : choice < 8 ? user : new Caller(false, "");
    }

    /** Renews who is refused, and now and then those whom requests are about. */
    void after(int status, Caller caller) {
        if (status == 401 && !caller.token().isEmpty() && isDead(caller)) {
            if (caller.admin()) {
                admin = signIn(true);
            } else {
                user = signIn(false);
            }
        }
        if (random.nextInt(40) == 0) {
            renew();
        }
    }

    private static boolean isDead(Caller caller) {
        return as(caller.token()).get("/auth/me").statusCode() == 401;
    }

    private void renew() {
        String name = registered();
        names.add(name);
        ids.add(database.text("select cast(id as text) from users where username = ?", name));
        refreshToken = login(name).getString("refreshToken");
    }

    private Caller signIn(boolean admin) {
        String name = registered();
        if (admin) {
            database.run(
                    "insert into user_roles (user_id, role_name) select id, 'admin' from users where username = ?",
                    name);
        }
        return new Caller(admin, login(name).getString("token"));
    }

    private static String registered() {
        String name = "fuzz" + Api.newName();
        Api.register(name, Api.PASSWORD).then().statusCode(201);
        return name;
    }

    private static JsonPath login(String name) {
        return Api.login(name, Api.PASSWORD).then().statusCode(200).extract().jsonPath();
    }
}
