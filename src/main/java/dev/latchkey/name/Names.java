package dev.latchkey.name;

import dev.latchkey.text.Unicode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Defines when two user names, or two e-mail addresses, are equal. */
public final class Names {

    /** Matches folded texts that can be a user name or an e-mail address; others are not looked up in the database. */
    private static final Pattern PLAUSIBLE = Pattern.compile("[\\P{C}&&[^\\s]]{1,320}");

    /** 3 to 64 letters with their marks, digits, and {@code . _ - @ +}; at least one letter or digit, no mark in front. */
    private static final Pattern USERNAME =
            Pattern.compile("(?!\\p{M})(?=.*[\\p{L}\\p{Nd}])[\\p{L}\\p{M}\\p{Nd}._@+-]{3,64}");

    /**
     * The same after folding. Folding turns some letters into several characters, sometimes with spaces, and such a name could not sign in.
     */
    private static final Pattern FOLDED_USERNAME = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}._@+-]{3,320}");

    /** Invisible letters and marks (Unicode, Default_Ignorable_Code_Point): a name with one would look like another name. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F"
                    + "\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFF8"
                    + "\\x{1BCA0}-\\x{1BCA3}\\x{1D173}-\\x{1D17A}\\x{E0000}-\\x{E0FFF}]");

    /** The maximum length of an e-mail address by its parts (RFC 5321, 4.5.3.1): 64, the sign and 255. */
    private static final int LONGEST = 320;

    private static final int SHORTEST_USERNAME = 3;

    /** 64 code points in UTF-16. */
    private static final int LONGEST_USERNAME = 2 * 64;

    private Names() {}

    /**
     * Whether a text can be a user name or an address at all. Called before work whose cost grows faster than the text: matching,
     * normalising, folding. Takes linear time.
     */
    static boolean isPlausible(String text) {
        return text.length() <= LONGEST && Unicode.isWellFormed(text) && Unicode.isCheapToNormalize(text);
    }

    /** Whether a text can be a user name: it has the form, all of it is visible, and the login accepts it. */
    static boolean isUsername(String name) {
        return name.length() >= SHORTEST_USERNAME
                && name.length() <= LONGEST_USERNAME
                && isPlausible(name)
                && USERNAME.matcher(name).matches()
                && !INVISIBLE.matcher(name).find()
                && FOLDED_USERNAME.matcher(key(name)).matches();
    }

    /**
     * Returns the key that makes a name unique: NFKC and case folding.
     *
     * @param name a plausible text
     * @return the key
     */
    public static String key(String name) {
        return Unicode.fold(name);
    }

    /**
     * Returns one key for all spellings of a name, for counting attempts. An implausible text is its own key: no user has such a name, and
     * folding it would waste CPU.
     *
     * @param typed any text
     * @return the key
     */
    public static String countingKey(String typed) {
        return isPlausible(typed) ? key(typed.strip()) : typed;
    }

    /**
     * Returns the key to look a user up by.
     *
     * @param typed any text
     * @return empty if the text cannot be a user name or an address
     */
    public static Optional<String> lookup(String typed) {
        if (!isPlausible(typed)) {
            return Optional.empty();
        }
        String key = key(typed.strip());
        return PLAUSIBLE.matcher(key).matches() ? Optional.of(key) : Optional.empty();
    }
}
