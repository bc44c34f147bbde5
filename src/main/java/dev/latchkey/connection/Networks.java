package dev.latchkey.connection;

import io.netty.util.NetUtil;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Converts the text of an address to its bytes, and the bytes to the surrounding network. Never uses the DNS. */
public final class Networks {

    private static final int MAPPED_PREFIX = 12;

    private Networks() {}

    /**
     * Returns the 4 or 16 bytes of an address; empty if it is invalid. An IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2) becomes its IPv4
     * address; otherwise all of IPv4 would be one network.
     *
     * @param address any text
     * @return the bytes
     */
    public static Optional<byte[]> bytes(String address) {
        return Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(address))
                .map(bytes -> isMapped(bytes) ? Arrays.copyOfRange(bytes, MAPPED_PREFIX, bytes.length) : bytes);
    }

    /**
     * Returns the network of an address.
     *
     * @param address any text
     * @return the /24 of an IPv4 address or the /64 of an IPv6 address; empty if it is neither
     */
    public static Optional<String> prefix(String address) {
        return bytes(address).map(Networks::prefix);
    }

    /**
     * Returns the network of an address.
     *
     * @param address 4 or 16 bytes
     * @return the /24 of 4 bytes or the /64 of 16
     */
    public static String prefix(byte[] address) {
        return address.length == 4 ? ofFour(address) : ofSixteen(address, 64);
    }

    /**
     * Returns the network and the larger blocks that one subscriber may have (RFC 6177, BCP 157: a /48 or a /56 for a site), narrowest
     * first: /64, /56 and /48 of an IPv6 address. For an IPv4 address, which is single or shared, only the /24.
     *
     * @param address 4 or 16 bytes
     * @return in CIDR notation
     */
    public static List<String> prefixes(byte[] address) {
        return address.length == 4
                ? List.of(ofFour(address))
                : List.of(ofSixteen(address, 64), ofSixteen(address, 56), ofSixteen(address, 48));
    }

    /**
     * Returns the block that one subscriber of a provider may have.
     *
     * @param address 4 or 16 bytes
     * @return the /24 of 4 bytes or the /48 of 16
     */
    public static ByteBuffer block(byte[] address) {
        return ByteBuffer.wrap(Arrays.copyOf(address, address.length == 4 ? 3 : 6));
    }

    private static boolean isMapped(byte[] bytes) {
        boolean mapped = bytes.length == 16 && bytes[10] == -1 && bytes[11] == -1;
        for (int i = 0; mapped && i < 10; i++) {
            mapped = bytes[i] == 0;
        }
        return mapped;
    }

    private static String ofFour(byte[] bytes) {
        return (bytes[0] & 255) + "." + (bytes[1] & 255) + "." + (bytes[2] & 255) + ".0/24";
    }

    /** Formats a prefix of 64, 56 or 48 bits, of which the fourth group has 16, 8 or none. */
    private static String ofSixteen(byte[] bytes, int prefix) {
        int fourth = group(bytes, 3) & (0xffff << (64 - prefix));
        String start = hex(group(bytes, 0)) + ":" + hex(group(bytes, 1)) + ":" + hex(group(bytes, 2));
        return prefix == 48 ? start + "::/48" : start + ":" + hex(fourth & 0xffff) + "::/" + prefix;
    }

    private static String hex(int group) {
        return Integer.toHexString(group);
    }

    private static int group(byte[] bytes, int number) {
        return ((bytes[2 * number] & 255) << 8) | (bytes[2 * number + 1] & 255);
    }
}
