package dev.latchkey.user;

import dev.latchkey.platform.Unicode;
import java.util.Optional;
import java.util.regex.Pattern;

/** When two user names, or two e-mail addresses, are the same. */
final class Names {

    /** What a user name or an e-mail address can look like at all, folded; nothing else is worth a question to the database. */
    private static final Pattern PLAUSIBLE = Pattern.compile("[\\P{C}&&[^\\s]]{1,320}");

    private Names() {}

    /** The key that makes a name unique: NFKC and case folding. */
    static String key(String name) {
        return Unicode.fold(name);
    }

    /** The key to look a person up by, if what was typed at the login can be anybody's. */
    static Optional<String> lookup(String typed) {
        if (typed.length() > 320 || !Unicode.isWellFormed(typed)) {
            return Optional.empty();
        }
        String key = key(typed.strip());
        return PLAUSIBLE.matcher(key).matches() ? Optional.of(key) : Optional.empty();
    }
}
