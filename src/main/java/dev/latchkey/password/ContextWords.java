package dev.latchkey.password;

import dev.latchkey.text.Unicode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Extracts the context words, which a password should not consist of, from names, addresses and settings. The words are in canonical form.
 * Stateless.
 */
final class ContextWords {

    /** Shorter words occur in too many passwords. */
    private static final int SHORTEST = 3;

    /** In characters; no name or address is longer. */
    private static final int LONGEST = 320;

    static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern AT = Pattern.compile("@");
    private static final Pattern BETWEEN_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]+");

    private ContextWords() {}

    /** Returns each text, its parts between signs, and the letters of those; this includes the local part and the labels of an address. */
    static Set<String> of(Collection<@Nullable String> texts) {
        Set<String> words = new HashSet<>();
        for (String text : texts) {
            if (text != null && text.length() <= LONGEST && Unicode.isCheapToNormalize(text)) {
                String folded = Unicode.fold(text);
                add(words, folded);
                // a name, or the two parts of an address
                Stream.concat(Stream.of(folded), AT.splitAsStream(folded))
                        .forEach(part -> add(words, BETWEEN_WORDS.matcher(part).replaceAll("")));
                BETWEEN_WORDS.splitAsStream(folded).forEach(part -> add(words, part));
                BETWEEN_LETTERS.splitAsStream(folded).forEach(part -> add(words, part));
            }
        }
        return words;
    }

    private static void add(Set<String> words, String word) {
        if (word.codePointCount(0, word.length()) >= SHORTEST || isIdeographic(word)) {
            words.add(Mutations.canonical(word));
        }
    }

    /** Returns whether a word is ideographic: a Chinese name has two or three characters. */
    private static boolean isIdeographic(String word) {
        return !word.isEmpty() && word.codePoints().allMatch(Character::isIdeographic);
    }
}
