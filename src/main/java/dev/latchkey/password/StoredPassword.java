package dev.latchkey.password;

import dev.latchkey.password.bcrypt.BcryptHash;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A password as it is stored: the scheme's tag, the pepper's id, bcrypt's own form. Parsed strictly, so that a corrupt row leads to a
 * refused login and not to an error.
 */
record StoredPassword(String pepperId, BcryptHash bcrypt) {

    private static final String SCHEME = "hmac-sha384-bcrypt";
    private static final Pattern FORM =
            Pattern.compile(SCHEME + ":([0-9a-f]{16}):(\\$2a\\$(?:0[4-9]|1[0-6])\\$[./A-Za-z0-9]{53})");

    static Optional<StoredPassword> parse(String stored) {
        Matcher form = FORM.matcher(stored);
        return form.matches()
                ? BcryptHash.parse(form.group(2)).map(bcrypt -> new StoredPassword(form.group(1), bcrypt))
                : Optional.empty();
    }

    static String format(String pepperId, String bcrypt) {
        return SCHEME + ":" + pepperId + ":" + bcrypt;
    }
}
