package dev.latchkey.password.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Hashes that the original systems' own programs made; {@code interop/hashes/run} regenerates them. */
public final class Vectors {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Vectors() {}

    /**
     * A hash.
     *
     * @param made the program that made it, with its version
     * @param password the password that it hashes
     * @param passwordHash the member of this name in a row of the import
     * @param hash the member of this name in a row of the import
     */
    public record Vector(
            String made,
            String password,
            @Nullable String passwordHash,
            @Nullable JsonNode hash) {

        ForeignHash read() {
            try {
                return ForeignLayouts.read(
                        passwordHash, hash == null ? null : JSON.treeToValue(hash, HashParameters.class));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return made + " " + (passwordHash == null ? hash : passwordHash) + " of " + password;
        }
    }

    /** Returns all vectors. */
    public static List<Vector> all() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Vectors.class.getResourceAsStream("/foreign-hashes.ndjson")),
                StandardCharsets.UTF_8))) {
            return lines.lines().map(Vectors::vector).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Vector vector(String line) {
        try {
            return JSON.readValue(line, Vector.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
