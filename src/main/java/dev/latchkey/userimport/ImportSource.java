package dev.latchkey.userimport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file of users, read one by one in bounded memory. For one thread. */
interface ImportSource {

    /**
     * Reads the next entry.
     *
     * @return null after the last
     * @throws UnreadableExport if no further user can be read
     */
    @Nullable
    ImportEntry next() throws IOException;

    /** Returns the number of bytes read. */
    long bytes();
}
