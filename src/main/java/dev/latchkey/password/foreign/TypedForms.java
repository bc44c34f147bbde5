package dev.latchkey.password.foreign;

import dev.latchkey.platform.Unicode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes that another system may have hashed for a password. Each one more costs a comparison, of a wrong password, too: so there are
 * few, and for a password in ASCII there is one. Stateless.
 */
final class TypedForms {

    /** As typed, NFC, NFD; and of phpass, whose callers may have trimmed or not, the untrimmed one. */
    static final int MOST = 4;

    private TypedForms() {}

    /**
     * The forms of a text, and another text as it is.
     *
     * @param text in its normal forms
     * @param also tried last
     * @return distinct; none if the other system cannot have hashed the text whole: it is empty, holds a NUL, or has no UTF-8 form
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

    /** The compatibility form alone, which some systems hash. */
    static List<byte[]> nfkc(String typed) {
        return isPossible(typed) && Unicode.isCheapToNormalize(typed)
                ? List.of(Unicode.nfkc(typed).getBytes(StandardCharsets.UTF_8))
                : List.of();
    }

    /** Each of some byte strings once, in their order. */
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
