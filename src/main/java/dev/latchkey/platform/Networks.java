package dev.latchkey.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** From an address to the network that is around it. */
final class Networks {

    /** Only literals: anything else would be asked of the DNS. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private Networks() {}

    /** The /24 of an IPv4 address, the /64 of an IPv6 address; empty if it is neither. */
    static Optional<String> prefix(String address) {
        String literal = address.replaceFirst("%.*", "");
        if (!LITERAL.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.getByName(literal).getAddress();
            return Optional.of(bytes.length == 4 ? ofFour(bytes) : ofSixteen(bytes));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String ofFour(byte[] bytes) {
        return "%d.%d.%d.0/24".formatted(bytes[0] & 255, bytes[1] & 255, bytes[2] & 255);
    }

    private static String ofSixteen(byte[] bytes) {
        return "%x:%x:%x:%x::/64".formatted(group(bytes, 0), group(bytes, 1), group(bytes, 2), group(bytes, 3));
    }

    private static int group(byte[] bytes, int number) {
        return ((bytes[2 * number] & 255) << 8) | (bytes[2 * number + 1] & 255);
    }
}
