package dev.latchkey.admin;

import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;

import dev.latchkey.Database;

/** Makes people admins by hand, as there is no first one to do it. */
final class Admins {

    private Admins() {}

    /** Registers an admin and gives the name. */
    static String named(Database database) {
        String name = registered();
        database.run(
                "insert into user_roles (user_id, role_name) select id, 'admin' from users where username = ?", name);
        return name;
    }

    /** The token of a new admin. */
    static String signedIn(Database database) {
        return token(named(database));
    }
}
