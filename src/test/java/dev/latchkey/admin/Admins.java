package dev.latchkey.admin;

import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;

import dev.latchkey.Database;

/** Makes users admins with SQL, because there is no first admin who could. */
final class Admins {

    private Admins() {}

    /** Registers an admin and returns the name. */
    static String named(Database database) {
        String name = registered();
        database.run(
                "insert into user_roles (user_id, role_name) select id, 'admin' from users where username = ?", name);
        return name;
    }

    /** Returns the token of a new admin. */
    static String signedIn(Database database) {
        return token(named(database));
    }
}
