package dev.latchkey.password;

import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The commonest passwords of public breaches, from the list of 100,000 that the nbvcxz library carries (MIT licence).
 *
 * <p>Kept as sorted 64-bit hashes of the 39,332 that are long enough to be chosen here: 307 KiB. Another password meets one
 * of them by accident once in 4 × 10^14. Immutable.
 */
@Singleton
class CommonPasswords {

    private static final String LIST = "dictionaries/passwords.txt";

    private final long[] hashes;

    CommonPasswords() {
        this.hashes = load();
    }

    /** Whether a folded password is on the list. */
    boolean contains(String folded) {
        return Arrays.binarySearch(hashes, hash(folded)) >= 0;
    }

    int size() {
        return hashes.length;
    }

    private static long[] load() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream list = loader.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException(LIST + " is not in the package");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8));
            return lines.lines()
                    .filter(word -> word.length() >= PasswordPolicy.MINIMUM_LENGTH)
                    .mapToLong(CommonPasswords::hash)
                    .sorted()
                    .distinct()
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** FNV-1a over the characters (Fowler, Noll, Vo): short, well spread, and nobody gains by a collision. */
    private static long hash(String word) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < word.length(); i++) {
            hash = (hash ^ word.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
