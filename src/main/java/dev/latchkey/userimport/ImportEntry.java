package dev.latchkey.userimport;

import dev.latchkey.user.ImportedUser;
import java.util.List;

/** An entry of an import file. */
sealed interface ImportEntry {

    /**
     * A user that can be stored.
     *
     * @param line the number, from 1
     * @param name for messages; empty if the number is sufficient
     * @param user the user
     * @param notes what to report if the user is stored
     * @param size approximate size of the record in bytes
     */
    record Acceptable(long line, String name, ImportedUser user, List<ImportNote> notes, int size)
            implements ImportEntry {}

    /**
     * A user that cannot be stored.
     *
     * @param fault the reason
     * @param name for messages; empty if the number is sufficient
     */
    record Refused(ImportFault fault, String name) implements ImportEntry {}

    /**
     * An entry for which no user is created, such as a service account.
     *
     * @param note the reason
     * @param name for messages
     */
    record Skipped(ImportNote note, String name) implements ImportEntry {}
}
