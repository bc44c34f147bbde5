package dev.latchkey.userimport;

import java.util.List;
import java.util.Locale;

/** A system whose export file can be imported. */
public enum SourceSystem {
    /** Exported with {@code kc.sh export --realm shop --users same_file}. */
    KEYCLOAK("export with kc.sh export --users same_file, or import the files REALM-users-0.json and following"),
    /** Exported with {@code firebase auth:export users.json}, or {@code users.csv}. */
    FIREBASE("export with firebase auth:export users.json"),
    /** The NDJSON of a user export job, or of an export of password hashes by Auth0's support. */
    AUTH0("export the users with their hashes as NDJSON; Auth0's support gives them"),
    /** The table {@code auth.users}. */
    SUPABASE("export the table auth.users as CSV or JSON, with a first line that names the columns"),
    /** The table {@code auth_user}, or {@code manage.py dumpdata auth.user}. */
    DJANGO(
            "export with manage.py dumpdata auth.user, or the table auth_user as CSV with a first line that names the columns"),
    /** The table {@code users}. */
    LARAVEL("export the table users as CSV or JSON, with a first line that names the columns"),
    /** The table {@code users} of Rails with Devise. */
    DEVISE("export the table users as CSV or JSON, with a first line that names the columns"),
    /** The table {@code wp_users}. */
    WORDPRESS("export the table wp_users as CSV or JSON, with a first line that names the columns"),
    /** The table {@code AspNetUsers} of ASP.NET Core Identity. */
    ASPNET("export the table AspNetUsers as CSV or JSON, with a first line that names the columns"),
    /** The table {@code user} of better-auth, with {@code password} of {@code account}. */
    BETTER_AUTH("export the table user joined with the password of account as CSV or JSON (docs/moving-in.md)");

    /** Every table of users has at least one of these columns. */
    private static final List<String> COLUMNS = List.of("username", "userlogin", "login", "email", "useremail");

    private final String howToExport;

    SourceSystem(String howToExport) {
        this.howToExport = howToExport;
    }

    /**
     * Returns the name on the command line.
     *
     * @return for example {@code better-auth}
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return text();
    }

    UnreadableExport noUsers() {
        return new UnreadableExport("no_users", "no user of " + text() + " was found in the file: " + howToExport);
    }

    /** Whether the export is an object with the array {@code users}. */
    boolean exportsDocument() {
        return this == KEYCLOAK || this == FIREBASE || this == SUPABASE;
    }

    /** Whether a database table is the system's table of users. */
    boolean isTable(String name) {
        String table = name.toLowerCase(Locale.ROOT);
        return switch (this) {
            case LARAVEL, DEVISE, SUPABASE -> table.equals("users");
            case DJANGO -> table.equals("auth_user");
            // with a prefix that the site chooses
            case WORDPRESS -> table.equals("users") || table.endsWith("_users");
            case ASPNET -> table.equals("aspnetusers") || table.equals("users");
            case BETTER_AUTH -> table.equals("user") || table.equals("users");
            case KEYCLOAK, FIREBASE, AUTH0 -> false;
        };
    }

    List<String> columns() {
        return COLUMNS;
    }
}
