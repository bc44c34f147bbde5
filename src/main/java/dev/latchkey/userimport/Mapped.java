package dev.latchkey.userimport;

import java.util.List;

/** What a record of an export file is. */
sealed interface Mapped {

    /** Returns the name for messages; empty if there is none. */
    String name();

    /**
     * A user.
     *
     * @param row as Latchkey's own form has them
     * @param remarks what to say if the user is imported
     */
    record User(ImportRow row, List<Remark> remarks) implements Mapped {

        @Override
        public String name() {
            return row.username();
        }
    }

    /**
     * A user who cannot be read.
     *
     * @param name for messages
     * @param field the member
     * @param message what is asked of it
     */
    record Bad(String name, String field, String message) implements Mapped {}

    /**
     * An entry that stands for no user who could sign in with a password.
     *
     * @param name for messages
     * @param reason a phrase that goes behind the name
     */
    record Skip(String name, String reason) implements Mapped {}

    /** Something else than a user, which is not counted. */
    record Other() implements Mapped {

        @Override
        public String name() {
            return "";
        }
    }

    /**
     * What does not come along with a user.
     *
     * @param field the member; empty for the user as a whole
     * @param message what was done
     */
    record Remark(String field, String message) {}
}
