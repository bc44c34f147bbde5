package dev.latchkey.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Encodes values for signing: each part is preceded by its length, and null differs from empty. Not thread-safe. */
final class Encoding {

    private static final Instant EARLIEST = Instant.parse("-9999-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** Begins with the kind of message, so that a MAC of one kind is not valid for another. */
    Encoding(String kind) {
        add(kind);
    }

    Encoding add(@Nullable String text) {
        return add(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    Encoding add(@Nullable UUID id) {
        return add(id == null ? null : id.toString());
    }

    /**
     * Adds a time in microseconds since 1970. Infinity and times beyond the range, which Latchkey never writes but may read in rows written
     * by others, have no such number. They are added as text and match no MAC.
     */
    Encoding add(Instant time) {
        return time.isAfter(LATEST) || time.isBefore(EARLIEST)
                ? add(time.toString())
                : add(time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000);
    }

    Encoding add(long number) {
        return add(Long.toString(number));
    }

    Encoding add(byte @Nullable [] part) {
        try {
            out.writeInt(part == null ? -1 : part.length);
            if (part != null) {
                out.write(part);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
