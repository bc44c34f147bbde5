package dev.latchkey.webhook;

import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides where a delivery may go. Each delivery resolves the host name again, checks all addresses and connects to a checked one, so that
 * a name that resolves differently after the check (DNS rebinding) has no effect. Immutable and safe for use by several threads.
 */
@Singleton
class Targets {

    private static final int MAXIMUM_URL = 2048;
    private static final int MAXIMUM_PORT = 65_535;

    /** IANA's special-purpose IPv4 blocks that {@code InetAddress} has no method for. */
    private static final List<Block> SPECIAL = List.of(
            new Block(0x00000000, 8),
            new Block(0x64400000, 10),
            new Block(0xc0000000, 24),
            new Block(0xc0000200, 24),
            new Block(0xc6120000, 15),
            new Block(0xc6336400, 24),
            new Block(0xcb007100, 24),
            new Block(0xf0000000, 4));

    /** A block of addresses with a common prefix. */
    private record Block(int address, int bits) {
        boolean has(byte[] other) {
            return (ByteBuffer.wrap(other).getInt() ^ address) >>> (Integer.SIZE - bits) == 0;
        }
    }

    /** Visible ASCII only, which is safe to store and log. */
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]+");

    private final boolean privateTargets;

    Targets(WebhookConfig config) {
        this.privateTargets = config.privateTargets();
    }

    /** Thrown if a target must not be used; the message tells why, without the address. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    /** Returns the fault of a URL, whatever its name resolves to; empty if there is none. */
    Optional<String> fault(String url) {
        if (url.length() > MAXIMUM_URL || !PLAIN.matcher(url).matches()) {
            return Optional.of("must be a URL of at most " + MAXIMUM_URL + " plain characters");
        }
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            return Optional.of("must be a URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(privateTargets && scheme.equals("http"))) {
            return Optional.of("must begin with https://");
        }
        if (uri.getPort() == 0 || uri.getPort() > MAXIMUM_PORT) {
            return Optional.of("must have a port of 1 to " + MAXIMUM_PORT + ", or none");
        }
        return uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null
                ? Optional.of("must have a host, and neither a user nor a fragment")
                : Optional.empty();
    }

    /** Returns an address of the host to connect to. */
    InetAddress address(URI url) throws Refused {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(url.getHost());
        } catch (UnknownHostException e) {
            throw new Refused("its name cannot be resolved");
        }
        if (!privateTargets && !Arrays.stream(addresses).allMatch(Targets::isPublic)) {
            throw new Refused("its address is private");
        }
        return addresses[0];
    }

    static boolean isPublic(InetAddress address) {
        return !address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isMulticastAddress()
                && (address instanceof Inet6Address
                        ? isPublicSix(address.getAddress())
                        : isPublicFour(address.getAddress()));
    }

    private static boolean isPublicFour(byte[] bytes) {
        return SPECIAL.stream().noneMatch(each -> each.has(bytes));
    }

    /**
     * Global unicast is 2000::/3 (RFC 4291, 2.4). Within it 2001::/23 and 2002::/16 are refused, because such addresses can contain a
     * private IPv4 address.
     */
    private static boolean isPublicSix(byte[] bytes) {
        boolean global = (bytes[0] & 0xe0) == 0x20;
        boolean special = bytes[0] == 0x20 && (bytes[1] == 0x02 || (bytes[1] == 0x01 && (bytes[2] & 0xfe) == 0));
        return global && !special;
    }
}
