package dev.latchkey.userimport;

import dev.latchkey.user.Newcomer;
import java.util.List;

/** One user of an import file, in the order of the file. */
sealed interface ImportEntry {

    /**
     * A user who can be stored.
     *
     * @param line the number, from 1
     * @param name for messages; empty where the number says enough
     * @param user the user
     * @param notes what to say if the user is stored
     * @param size bytes read for it
     */
    record Acceptable(long line, String name, Newcomer user, List<ImportNote> notes, int size) implements ImportEntry {}

    /**
     * A user who cannot be stored.
     *
     * @param fault why
     * @param name for messages; empty where the number says enough
     */
    record Refused(ImportFault fault, String name) implements ImportEntry {}

    /**
     * An entry that is no user who could sign in with a password, such as a service account.
     *
     * @param note why
     * @param name for messages
     */
    record Skipped(ImportNote note, String name) implements ImportEntry {}
}
