package dev.latchkey.userimport;

import java.util.List;

/** The meaning of a record in an export file. */
sealed interface Mapped {

    /** Returns the name for messages; empty if there is none. */
    String name();

    /**
     * A user.
     *
     * @param row the user in Latchkey's own form
     * @param remarks what to report if the user is imported
     */
    record User(ImportRow row, List<Remark> remarks) implements Mapped {

        @Override
        public String name() {
            return row.username();
        }
    }

    /**
     * A user that cannot be read.
     *
     * @param name for messages
     * @param field the member
     * @param message the rule that was violated
     */
    record Bad(String name, String field, String message) implements Mapped {}

    /**
     * An entry that is not a user who could sign in with a password.
     *
     * @param name for messages
     * @param reason a phrase that follows the name
     */
    record Skip(String name, String reason) implements Mapped {}

    /** A record that is not a user and is not counted. */
    record Other() implements Mapped {

        @Override
        public String name() {
            return "";
        }
    }

    /**
     * Data of a user that is not imported.
     *
     * @param field the member; empty for the user as a whole
     * @param message what was done
     */
    record Remark(String field, String message) {}
}
