package dev.latchkey.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bytes to be signed: each part has its length in front, and what is not there differs from what is empty. Not thread-safe. */
final class Encoding {

    private static final Instant EARLIEST = Instant.parse("-9999-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** What is signed is one of these, and never takes the place of another kind. */
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
     * In microseconds since 1970. Infinity and the like, which Latchkey never writes but may read where others have written, have no
     * such number: they are added as text, and fit no MAC.
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
