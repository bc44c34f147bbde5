package dev.latchkey.password;

import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The most common passwords of public breaches, from the list of 100,000 in the nbvcxz library (MIT licence), and the words among them.
 *
 * <p>Kept as sorted 64-bit hashes: 307 KiB for the 39,332 passwords that are long enough to be chosen here, and about 400 KiB for the
 * words. Another password collides with one of them with a probability of 1 in 4 × 10^14. Immutable.
 */
@Singleton
class CommonPasswords {

    private static final String LIST = "dictionaries/passwords.txt";

    /** Shorter words with a few digits are not what attackers try first. */
    private static final int SHORTEST_WORD = 4;

    /** Words of passwords that have to be changed each season; the list does not contain all of them. */
    private static final List<String> CALENDAR = List.of(
            ("spring summer autumn fall winter january february march april may june july august september october november"
                            + " december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday"
                            + " saturday sunday mon tue wed thu fri sat sun")
                    .split(" ", -1));

    private final long[] hashes;
    private final long[] words;

    CommonPasswords() {
        List<String> list = read();
        this.hashes = sorted(list.stream().filter(each -> each.length() >= PasswordPolicy.MINIMUM_LENGTH));
        this.words = sorted(Stream.concat(list.stream().filter(CommonPasswords::isWordLike), CALENDAR.stream())
                .map(Mutations::canonical));
    }

    /** Returns whether a folded password is on the list. */
    boolean contains(String folded) {
        return Arrays.binarySearch(hashes, hash(folded)) >= 0;
    }

    /** Returns whether a text in canonical form is a word of the list or of the calendar. */
    boolean isWord(String canonical) {
        return Arrays.binarySearch(words, hash(canonical)) >= 0;
    }

    int size() {
        return hashes.length;
    }

    private static boolean isWordLike(String password) {
        return password.length() >= SHORTEST_WORD && password.chars().allMatch(Character::isLetter);
    }

    private static long[] sorted(Stream<String> texts) {
        return texts.mapToLong(CommonPasswords::hash).sorted().distinct().toArray();
    }

    private static List<String> read() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream list = loader.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException(LIST + " is not in the package");
            }
            return new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** FNV-1a over the characters (Fowler, Noll, Vo): short and well distributed. An attacker gains nothing by a collision. */
    private static long hash(String word) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < word.length(); i++) {
            hash = (hash ^ word.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
