package dev.latchkey.userimport;

import org.jspecify.annotations.Nullable;

/**
 * Decides which arrays in an object of a JSON export hold users: {@code users} of a Keycloak, Firebase or Supabase file, and {@code data}
 * of the wanted table in a file of phpMyAdmin. An array of the same name in a user's own record holds none, because users may be able to
 * write it. Holds the state of one file. For one thread.
 */
final class Containers {

    private static final String USERS = "users";
    private static final String DATA = "data";

    private final SourceSystem system;
    private @Nullable String realm;

    Containers(SourceSystem system) {
        this.system = system;
    }

    /**
     * Whether an array holds users.
     *
     * @param name folded
     * @param before the members of its object that come before it
     * @throws UnreadableExport if they are of another realm than the users before
     */
    boolean holdsUsers(String name, SourceRecord before) throws UnreadableExport {
        if (before.text("username", "userlogin", "email", "useremail") != null) {
            return false;
        }
        if (name.equals(DATA)) {
            String table = before.text("name");
            return "table".equals(before.text("type")) && table != null && system.isTable(table);
        }
        if (!name.equals(USERS) || !system.exportsDocument()) {
            return false;
        }
        String named = before.text("realm");
        requireSameRealm(named == null ? "" : named);
        return true;
    }

    /** Takes the name of the realm from behind its users. */
    void realm(String named) throws UnreadableExport {
        if (realm != null && realm.isEmpty()) {
            realm = named;
        }
        requireSameRealm(named);
    }

    private void requireSameRealm(String named) throws UnreadableExport {
        if (realm == null) {
            realm = named;
        } else if (!realm.equals(named)) {
            throw UnreadableExport.severalRealms();
        }
    }
}
