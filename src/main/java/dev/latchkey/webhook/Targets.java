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
 * Where a delivery may go. A name is looked up anew for each, all its addresses are judged, and the connection is made to one that was
 * judged: a name that shows another address a moment later (DNS rebinding) wins nothing. Immutable and safe for use by several threads.
 */
@Singleton
class Targets {

    private static final int MAXIMUM_URL = 2048;
    private static final int MAXIMUM_PORT = 65_535;

    /** IANA's special-purpose IPv4 blocks that the JDK has no word for. */
    private static final List<Block> SPECIAL = List.of(
            new Block(0x00000000, 8),
            new Block(0x64400000, 10),
            new Block(0xc0000000, 24),
            new Block(0xc0000200, 24),
            new Block(0xc6120000, 15),
            new Block(0xc6336400, 24),
            new Block(0xcb007100, 24),
            new Block(0xf0000000, 4));

    /** Addresses that begin with the same bits. */
    private record Block(int address, int bits) {
        boolean has(byte[] other) {
            return (ByteBuffer.wrap(other).getInt() ^ address) >>> (Integer.SIZE - bits) == 0;
        }
    }

    /** What PostgreSQL and logs should not have to hold. */
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]+");

    private final boolean privateTargets;

    Targets(WebhookConfig config) {
        this.privateTargets = config.privateTargets();
    }

    /** A target cannot be used; the message says why, without the address. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    /** What is wrong with a URL whatever its name resolves to; empty if nothing. */
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

    /** An address of the host that may be connected to. */
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

    /** Global unicast is 2000::/3 (RFC 4291, 2.4); in it, what carries an IPv4 address could lead back inside: 2001::/23 and 2002::/16. */
    private static boolean isPublicSix(byte[] bytes) {
        boolean global = (bytes[0] & 0xe0) == 0x20;
        boolean special = bytes[0] == 0x20 && (bytes[1] == 0x02 || (bytes[1] == 0x01 && (bytes[2] & 0xfe) == 0));
        return global && !special;
    }
}
