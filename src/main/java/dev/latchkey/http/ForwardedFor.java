package dev.latchkey.http;

import dev.latchkey.connection.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the client addresses that proxies forward: {@code Forwarded} (RFC 7239) and {@code X-Forwarded-For}. A caller can write the left
 * of such a list. So it is parsed from the right, where text further left cannot change the result.
 */
final class ForwardedFor {

    private static final String PORT = "(?::(?:[0-9]{1,5}|_[A-Za-z0-9._-]+))?";
    private static final Pattern IPV4 = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3})" + PORT);
    private static final Pattern IPV6 = Pattern.compile("\\[([0-9A-Fa-f:.]+)\\]" + PORT);
    private static final Pattern BARE_IPV6 = Pattern.compile("[0-9A-Fa-f:.]+");

    private ForwardedFor() {}

    /** Returns the hops of {@code Forwarded} lines, the nearest first; empty for a hop that is not an address. */
    static List<Optional<byte[]>> standard(List<String> lines) {
        return backwards(lines).stream().map(ForwardedFor::ofElement).toList();
    }

    /** Returns the hops of {@code X-Forwarded-For} lines, the nearest first; empty for a hop that is not an address. */
    static List<Optional<byte[]>> customary(List<String> lines) {
        return backwards(lines).stream()
                .map(element -> node(element).or(() -> bare(element)))
                .toList();
    }

    /** Returns the elements between unquoted commas, from right to left and from the last line to the first. */
    private static List<String> backwards(List<String> lines) {
        List<String> elements = new ArrayList<>();
        for (int line = lines.size() - 1; line >= 0; line--) {
            splitBackwards(lines.get(line), ',', elements);
        }
        return elements;
    }

    private static void splitBackwards(String text, char separator, List<String> parts) {
        boolean quoted = false;
        int end = text.length();
        for (int i = end - 1; i >= 0; i--) {
            char character = text.charAt(i);
            if (character == '"') {
                quoted = !quoted;
            } else if (character == separator && !quoted) {
                parts.add(text.substring(i + 1, end).strip());
                end = i;
            }
        }
        parts.add(text.substring(0, end).strip());
    }

    /** Parses {@code for=} of one element (RFC 7239, 4). An element with two is invalid, because each parameter may occur once. */
    private static Optional<byte[]> ofElement(String element) {
        List<String> pairs = new ArrayList<>();
        splitBackwards(element, ';', pairs);
        List<String> values = pairs.stream()
                .filter(pair -> pair.toLowerCase(Locale.ROOT).startsWith("for="))
                .map(pair -> pair.substring("for=".length()))
                .toList();
        return values.size() == 1 ? node(unquoted(values.get(0))) : Optional.empty();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** Parses a node (RFC 7239, 6): an address with an optional port. {@code unknown} and obfuscated identifiers are not addresses. */
    private static Optional<byte[]> node(String text) {
        Matcher four = IPV4.matcher(text);
        if (four.matches()) {
            return Networks.bytes(four.group(1));
        }
        Matcher six = IPV6.matcher(text);
        return six.matches() ? Networks.bytes(six.group(1)) : Optional.empty();
    }

    /**
     * Parses an IPv6 address without brackets, which only {@code X-Forwarded-For} may have. A zone is refused; it has a local meaning only.
     */
    private static Optional<byte[]> bare(String text) {
        return BARE_IPV6.matcher(text).matches() ? Networks.bytes(text) : Optional.empty();
    }
}
