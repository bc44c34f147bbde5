package dev.latchkey.userimport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of an export file, one by one. For one thread. */
interface Records {

    /**
     * Reads the next record.
     *
     * @return null after the last
     * @throws com.fasterxml.jackson.core.io.JsonEOFException or {@link java.io.EOFException}, if the file ends within a record
     * @throws com.fasterxml.jackson.core.JsonProcessingException if the file is malformed and its next record cannot be found
     */
    @Nullable
    SourceRecord next() throws IOException;
}
