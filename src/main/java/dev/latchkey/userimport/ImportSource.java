package dev.latchkey.userimport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file of users, read one by one in bounded memory. For one thread. */
interface ImportSource {

    /**
     * Reads the next user.
     *
     * @return null behind the last
     * @throws UnreadableExport if no user can be read from here on
     */
    @Nullable
    ImportEntry next() throws IOException;

    /** Returns the number of bytes read. */
    long bytes();
}
