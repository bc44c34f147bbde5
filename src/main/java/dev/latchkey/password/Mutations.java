package dev.latchkey.password;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Recognises the usual mutations of a word, which attackers try first: another case, signs for letters, digits and signs around it,
 * separators in it, the word twice or backwards. Takes folded passwords. Runs in linear time, except for parts of bounded length.
 * Stateless.
 */
final class Mutations {

    /** Maximum digits and signs at both ends together: a year and two signs. */
    private static final int MOST_AROUND = 6;

    private static final int SHORTEST_WORD = 3;

    /** In characters: a user name twice. */
    private static final int LONGEST_CORE = 128;

    /** In characters. Attackers do not try longer patterns, except repetitions of one character. */
    private static final int LONGEST_PATTERN = 64;

    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}@$!|+]+");

    /** The signs that stand for the letters below; i and l count as one letter, because 1 and ! stand for both. */
    private static final String SIGNS = "@4310!|i$57+8";

    private static final String LETTERS = "aaelolllssttb";

    private static final String[] KEYBOARD = {
        "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "qwertzuiop", "azertyuiop", "йцукенгшщзхъ", "фывапролджэ"
    };

    private Mutations() {}

    /** Returns the form that a word and its spellings with signs share. */
    static String canonical(String folded) {
        StringBuilder letters = new StringBuilder(folded);
        for (int i = 0; i < letters.length(); i++) {
            int sign = SIGNS.indexOf(letters.charAt(i));
            if (sign >= 0) {
                letters.setCharAt(i, LETTERS.charAt(sign));
            }
        }
        return letters.toString();
    }

    /**
     * Returns whether a password is a word with the usual mutations.
     *
     * @param folded the password
     * @param isWord tests whether a canonical text is a word
     */
    static boolean isWord(String folded, Predicate<String> isWord) {
        return Stream.of(
                        folded,
                        SEPARATORS.matcher(folded).replaceAll(""),
                        ContextWords.BETWEEN_WORDS.matcher(folded).replaceAll(""))
                .distinct()
                .anyMatch(text -> anyCore(text, isWord));
    }

    /** Returns a test for words, also written twice or backwards. */
    static Predicate<String> alsoTwiceOrBackwards(Predicate<String> isWord) {
        return text -> isWord.test(text)
                || isWord.test(new StringBuilder(text).reverse().toString())
                || (isTwice(text) && isWord.test(text.substring(0, text.length() / 2)));
    }

    /** Returns a test for a context word next to a common word, or for a sequence of context words. */
    static Predicate<String> ofContext(Set<String> context, Predicate<String> isCommon) {
        return alsoTwiceOrBackwards(text -> isMadeOf(text, context) || besideCommon(text, context, isCommon));
    }

    private static boolean besideCommon(String text, Set<String> context, Predicate<String> isCommon) {
        return context.stream()
                .anyMatch(word -> (text.startsWith(word) && isCommon.test(text.substring(word.length())))
                        || (text.endsWith(word) && isCommon.test(text.substring(0, text.length() - word.length()))));
    }

    private static boolean isMadeOf(String text, Set<String> words) {
        boolean[] reached = new boolean[text.length() + 1];
        reached[0] = true;
        for (int from = 0; from < text.length(); from++) {
            for (String word : reached[from] ? words : Set.<String>of()) {
                if (text.startsWith(word, from)) {
                    reached[from + word.length()] = true;
                }
            }
        }
        return reached[text.length()];
    }

    private static boolean isTwice(String text) {
        int half = text.length() / 2;
        return text.length() % 2 == 0 && text.regionMatches(0, text, half, half);
    }

    private static boolean anyCore(String text, Predicate<String> isWord) {
        int before = around(text, 0, 1);
        int behind = around(text, text.length() - 1, -1);
        for (int start = 0; start <= before; start++) {
            for (int end = 0; end <= Math.min(behind, MOST_AROUND - start); end++) {
                int length = text.length() - start - end;
                if (length >= SHORTEST_WORD
                        && length <= LONGEST_CORE
                        && isWord.test(canonical(text.substring(start, start + length)))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the number of digits and signs at one end of a text. */
    private static int around(String text, int from, int step) {
        int count = 0;
        for (int i = from; i >= 0 && i < text.length() && count < MOST_AROUND; i += step) {
            if (Character.isLetter(text.charAt(i)) || Character.isSurrogate(text.charAt(i))) {
                break;
            }
            count++;
        }
        return count;
    }

    /**
     * Returns whether a password is a pattern: one character repeated, a short text twice or any text three times, or sequences of an
     * alphabet, of digits or of a keyboard row: {@code aaaaaaaa}, {@code abcabc12}, {@code qwertz123}.
     */
    static boolean isPattern(String folded) {
        int[] points = folded.codePoints().toArray();
        int breaks = 0;
        boolean same = true;
        for (int i = 1; i < points.length; i++) {
            same &= points[i] == points[i - 1];
            breaks += isStep(points[i - 1], points[i]) ? 0 : 1;
        }
        if (same || points.length > LONGEST_PATTERN) {
            return same;
        }
        // sequences of three or more on average; in a random text, hardly a sixth of the pairs are steps
        return (breaks + 1) * 3 <= points.length || isRepeated(points);
    }

    private static boolean isRepeated(int[] points) {
        for (int period = 1; period <= points.length / 2; period++) {
            boolean enough = period <= 4 || points.length >= 3 * period;
            if (enough && hasPeriod(points, period)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasPeriod(int[] points, int period) {
        for (int i = period; i < points.length; i++) {
            if (points[i] != points[i - period]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStep(int one, int next) {
        if (Math.abs(one - next) <= 1) {
            return true;
        }
        for (String row : KEYBOARD) {
            int place = row.indexOf(one);
            if (place >= 0 && Math.abs(place - row.indexOf(next)) == 1 && row.indexOf(next) >= 0) {
                return true;
            }
        }
        return false;
    }
}
