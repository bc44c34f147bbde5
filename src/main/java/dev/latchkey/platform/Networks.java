package dev.latchkey.platform;

import io.netty.util.NetUtil;
import java.util.Optional;

/** From an address to the network that is around it. */
final class Networks {

    private Networks() {}

    /** The /24 of an IPv4 address, the /64 of an IPv6 address; empty if it is neither. Never asks the DNS. */
    static Optional<String> prefix(String address) {
        return Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(address))
                .map(bytes -> bytes.length == 4 ? ofFour(bytes) : ofSixteen(bytes));
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
