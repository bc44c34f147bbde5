package dev.latchkey.password.foreign;

import dev.latchkey.text.Unicode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Computes the byte forms that another system may have hashed for a password. Each further form costs a comparison, also for a wrong
 * password. So there are few, and a password in ASCII has one. Stateless.
 */
final class TypedForms {

    /** As typed, NFC, NFD, and for phpass the untrimmed text: its callers may or may not have trimmed the password. */
    static final int MOST = 4;

    private TypedForms() {}

    /**
     * Returns the forms of a text, and another text unchanged.
     *
     * @param text the text whose normal forms are tried
     * @param also the text that is tried last, unchanged
     * @return distinct forms; empty if the other system cannot have hashed the whole text: it is empty, contains a NUL, or has no UTF-8
     *     form
     */
    static List<byte[]> of(String text, String also) {
        if (!isPossible(text)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        texts.add(text);
        if (Unicode.isCheapToNormalize(text)) {
            texts.add(Unicode.nfc(text));
            texts.add(Unicode.nfd(text));
        }
        texts.add(also);
        return distinct(texts.stream()
                .map(each -> each.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    /** Returns the compatibility form only, which some systems hash. */
    static List<byte[]> nfkc(String typed) {
        return isPossible(typed) && Unicode.isCheapToNormalize(typed)
                ? List.of(Unicode.nfkc(typed).getBytes(StandardCharsets.UTF_8))
                : List.of();
    }

    /** Removes duplicates and keeps the order. */
    static List<byte[]> distinct(List<byte[]> all) {
        List<byte[]> distinct = new ArrayList<>();
        for (byte[] each : all) {
            if (distinct.stream().noneMatch(other -> Arrays.equals(other, each))) {
                distinct.add(each);
            }
        }
        return distinct;
    }

    private static boolean isPossible(String text) {
        return !text.isEmpty() && text.indexOf('\0') < 0 && Unicode.isWellFormed(text);
    }
}
