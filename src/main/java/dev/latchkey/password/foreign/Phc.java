package dev.latchkey.password.foreign;

import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The PHC string format: {@code $scheme$v=19$name=number,name=number$text$text}, with binary texts in Base64.
 *
 * @param scheme the first field
 * @param numbers the version, as {@code v}, and the parameters
 * @param texts the fields after them
 */
record Phc(String scheme, Map<String, Integer> numbers, List<String> texts) {

    private static final Pattern NUMBER = Pattern.compile("[a-z]{1,8}=(0|[1-9][0-9]{0,8})");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]*");

    /** Parses a string with the given number of binary texts. */
    static Phc read(String text, int texts) {
        List<String> fields = Arrays.asList(text.split("\\$", -1));
        int first = fields.size() - texts;
        if (first < 2 || first > 4) {
            throw malformed();
        }
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (String each : String.join(",", fields.subList(2, first)).split(",", -1)) {
            if (!NUMBER.matcher(each).matches()) {
                throw malformed();
            }
            String[] parts = each.split("=", -1);
            if (numbers.put(parts[0], Integer.valueOf(parts[1])) != null) {
                throw malformed();
            }
        }
        return new Phc(fields.get(1), numbers, fields.subList(first, fields.size()));
    }

    /** Returns a required parameter within bounds. */
    int number(String name, int least, int most) {
        return bounded(name, numbers.getOrDefault(name, -1), least, most);
    }

    static int bounded(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw ForeignHash.unacceptable(
                    String.format(Locale.ROOT, "must have %s from %,d to %,d", name, least, most));
        }
        return value;
    }

    void mustHaveNumbers(String... names) {
        if (!Arrays.asList(names).containsAll(numbers.keySet())) {
            throw malformed();
        }
    }

    byte[] bytes(int index, String name, int least, int most) {
        return sized(name, decode(texts.get(index)), least, most);
    }

    static byte[] sized(String name, byte[] bytes, int least, int most) {
        if (bytes.length < least || bytes.length > most) {
            throw ForeignHash.unacceptable(
                    String.format(Locale.ROOT, "must have a %s of %,d to %,d bytes", name, least, most));
        }
        return bytes;
    }

    /** Decodes Base64 as the systems write it: with or without padding, in RFC 4648's two alphabets or passlib's. */
    static byte[] decode(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        String plain =
                text.substring(0, end).replace('-', '+').replace('_', '/').replace('.', '+');
        if (!BASE64.matcher(plain).matches() || plain.length() % 4 == 1) {
            throw malformed();
        }
        return Base64.getDecoder().decode(plain);
    }

    static String encode(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    static RuntimeException malformed() {
        return ForeignHash.unacceptable("must be in the form that its scheme has");
    }
}
