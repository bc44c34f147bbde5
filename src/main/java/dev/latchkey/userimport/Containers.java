package dev.latchkey.userimport;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which arrays in an object of a JSON export hold users: {@code users} of a Keycloak, Firebase or Supabase file; {@code data} of
 * the wanted table in a file of phpMyAdmin; or the table itself in a file that begins with it. An array of the same name in a user's own
 * record holds none, because users may be able to write it. In a file with several realms, only users of the requested realm count. Holds
 * the state of one file. For one thread.
 */
final class Containers {

    private static final String USERS = "users";
    private static final String FEDERATED_USERS = "federatedusers";
    private static final String DATA = "data";
    private static final int MOST_NAMES = 20;

    private final SourceSystem system;
    private final @Nullable String wanted;
    private final Set<String> realms = new LinkedHashSet<>();
    private boolean found;
    private boolean anyObject;
    private @Nullable String realm;

    /** Takes the requested realm; null for a file with one realm. */
    Containers(SourceSystem system, @Nullable String wanted) {
        this.system = system;
        this.wanted = wanted;
    }

    /** Whether this is the first call. */
    boolean isFirstObject() {
        boolean first = !anyObject;
        anyObject = true;
        return first;
    }

    /**
     * Whether an array holds users to import.
     *
     * @param name folded name of the array
     * @param table the name as written, if the array can be a whole table: the file begins with its object, as DBeaver writes it; else null
     * @param before the members of its object that come before the array
     * @throws UnreadableExport if the users are of another realm than earlier ones
     */
    boolean holdsUsers(String name, @Nullable String table, SourceRecord before) throws UnreadableExport {
        if (before.text("username", "userlogin", "email", "useremail") != null) {
            return false;
        }
        if (name.equals(DATA)) {
            String named = before.text("name");
            return "table".equals(before.text("type")) && named != null && system.isTable(named);
        }
        if (table != null && system.isTable(table)) {
            return true;
        }
        boolean users = name.equals(USERS) || (system == SourceSystem.KEYCLOAK && name.equals(FEDERATED_USERS));
        return users && system.exportsDocument() && isOfRealm(before.text("realm"));
    }

    private boolean isOfRealm(@Nullable String named) throws UnreadableExport {
        if (wanted == null) {
            requireSameRealm(named == null ? "" : named);
            return true;
        }
        if (named == null) {
            throw UnreadableExport.noRealm();
        }
        see(named);
        return named.equals(wanted);
    }

    /** Handles the name of a realm that comes after its users. */
    void realm(String named) throws UnreadableExport {
        if (wanted != null) {
            return;
        }
        if (realm != null && realm.isEmpty()) {
            realm = named;
        }
        requireSameRealm(named);
    }

    /** Handles an object outside an array of users: a realm without users, or a user without a realm. */
    void outermost(SourceRecord object) throws UnreadableExport {
        if (wanted == null) {
            return;
        }
        String named = object.text("realm");
        if (named == null || object.text("username") != null) {
            throw UnreadableExport.noRealm();
        }
        see(named);
    }

    /** Throws if the requested realm was not in the file. Called after the last user. */
    void requireRealm() throws UnreadableExport {
        if (wanted != null && !found && !realms.isEmpty()) {
            throw UnreadableExport.unknownRealm(String.join(", ", realms));
        }
    }

    private void see(String named) {
        found |= named.equals(wanted);
        if (realms.size() < MOST_NAMES) {
            realms.add(Shown.name(named));
        }
    }

    private void requireSameRealm(String named) throws UnreadableExport {
        if (realm == null) {
            realm = named;
        } else if (!realm.equals(named)) {
            throw UnreadableExport.severalRealms();
        }
    }
}
