package dev.latchkey.http;

import dev.latchkey.connection.Networks;
import java.util.List;

/**
 * The proxies whose forwarding headers are trusted: addresses and networks in CIDR notation. Immutable and safe for use by several threads.
 */
public final class TrustedProxies {

    private static final String SETTING = "latchkey.trusted-proxies";

    private final List<Block> blocks;

    private TrustedProxies(List<Block> blocks) {
        this.blocks = blocks;
    }

    /** A network: all addresses with the same leading bits. */
    private static final class Block {

        private final byte[] address;
        private final int bits;

        Block(byte[] address, int bits) {
            this.address = address;
            this.bits = bits;
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                if (isSet(address, bit) != isSet(other, bit)) {
                    return false;
                }
            }
            return true;
        }

        boolean hasBitsBehindPrefix() {
            for (int bit = bits; bit < address.length * 8; bit++) {
                if (isSet(address, bit)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isSet(byte[] address, int bit) {
            return (address[bit / 8] >> (7 - bit % 8) & 1) == 1;
        }
    }

    /**
     * Parses the setting.
     *
     * @throws IllegalArgumentException that names the setting and what is wrong with it: a misread block would trust too many addresses or
     *     none
     */
    static TrustedProxies parse(List<String> setting) {
        return new TrustedProxies(
                setting.stream().map(String::strip).map(TrustedProxies::named).toList());
    }

    /**
     * Checks one block.
     *
     * @param text an address or a network
     * @throws IllegalArgumentException with what is wrong with it, as the end of a sentence
     */
    public static void checked(String text) {
        block(text);
    }

    boolean contain(byte[] address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    private static Block named(String text) {
        try {
            return block(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(SETTING + ": \"" + text + "\" " + e.getMessage(), e);
        }
    }

    private static Block block(String text) {
        String[] parts = text.split("/", 2);
        byte[] address = Networks.bytes(parts[0])
                .filter(bytes -> parts[0].indexOf('%') < 0)
                .orElseThrow(() -> new IllegalArgumentException(
                        "is not an address or a network like 10.0.0.0/8 or 2001:db8::/32"));
        int bits = parts.length == 1 ? address.length * 8 : bits(parts[1]);
        if (bits < 1 || bits > address.length * 8) {
            throw new IllegalArgumentException("has a prefix that is not from 1 to " + address.length * 8);
        }
        Block block = new Block(address, bits);
        if (block.hasBitsBehindPrefix()) {
            throw new IllegalArgumentException("has bits behind its prefix");
        }
        return block;
    }

    private static int bits(String digits) {
        if (!digits.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("has no number behind its /");
        }
        return Integer.parseInt(digits);
    }
}
