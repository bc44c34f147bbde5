package dev.latchkey.platform;

import java.text.Normalizer;
import java.util.Locale;

/** What two texts must share to be the same to a person. Stateless. */
public final class Unicode {

    private Unicode() {}

    /**
     * Whether a text has a UTF-8 form: no half of a surrogate pair stands alone.
     *
     * @param text any text
     * @return true if it can be encoded without loss
     */
    public static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    /**
     * The compatibility form of a text (NFKC, UAX #15): a fullwidth letter becomes the plain one.
     *
     * @param text any text
     * @return its NFKC form
     */
    public static String nfkc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /**
     * What texts that differ in case or compatibility form have in common (Unicode, 3.13, toNFKC_Casefold, nearly). It goes
     * by lower and upper case, so that {@code ẞ}, {@code ß} and {@code SS} meet; folding twice changes nothing.
     *
     * @param text any text
     * @return its folded form
     */
    public static String fold(String text) {
        return nfkc(nfkc(text).toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    }
}
