package dev.latchkey.http;

import com.ibm.icu.text.IDNA;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An origin (RFC 6454, 4) in the form that browsers send: lower case, without the scheme's default port and without a trailing slash,
 * international names in ASCII. Two origins are the same if they are equal. Immutable.
 *
 * @param scheme in lower case
 * @param host a name or an address, an IPv6 address in brackets
 * @param port -1 for the scheme's default
 */
public record Origin(String scheme, String host, int port) {

    private static final Pattern FORM = Pattern.compile(
            "([A-Za-z][A-Za-z0-9+.-]*)://(\\[[0-9A-Fa-f:.]+\\]|[^/?#@:\\[\\]\\\\\\s]+)(?::([0-9]{1,5}))?/?");
    private static final Pattern MORE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*[/?#@].*");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-][a-z0-9._-]*");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int HIGHEST_PORT = 65_535;

    /** The options of browsers: not transitional, and with checks of the characters. */
    private static final int INTERNATIONAL = IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ;

    /**
     * Parses an origin in the form that users write.
     *
     * @param text for example {@code https://App.example.org:443/}
     * @return the origin
     * @throws IllegalArgumentException with what is wrong with it, as the end of a sentence
     */
    public static Origin parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.contains("*")) {
            throw new IllegalArgumentException("has a *, but each origin must be named");
        }
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    MORE.matcher(text).matches()
                            ? "has more than a scheme, a host and a port"
                            : "is not a scheme, :// and a host");
        }
        String scheme = form.group(1).toLowerCase(Locale.ROOT);
        int port = form.group(3) == null ? -1 : Integer.parseInt(form.group(3));
        if (port == 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("has a port that is not from 1 to " + HIGHEST_PORT);
        }
        return new Origin(scheme, host(form.group(2)), port == defaultPort(scheme) ? -1 : port);
    }

    /**
     * Returns the origin of a URL.
     *
     * @param url for example {@code https://example.org/sso}
     * @return empty if it has none
     */
    public static Optional<Origin> ofUrl(String url) {
        int path = url.indexOf('/', url.indexOf("://") + "://".length());
        try {
            return Optional.of(parse(path < 0 ? url : url.substring(0, path)));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Returns whether the origin is this machine over plain http, as during development. */
    boolean isLocal() {
        return scheme.equals("http") && LOOPBACK.contains(host);
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> -1;
        };
    }

    private static String host(String text) {
        if (text.startsWith("[")) {
            return "[" + shortest(text.substring(1, text.length() - 1)) + "]";
        }
        String name = text.toLowerCase(Locale.ROOT);
        if (name.chars().anyMatch(each -> each > 127)) {
            StringBuilder ascii = new StringBuilder();
            IDNA.Info info = new IDNA.Info();
            IDNA.getUTS46Instance(INTERNATIONAL).nameToASCII(name, ascii, info);
            name = info.hasErrors() ? "" : ascii.toString();
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("has a host that is no name and no address");
        }
        return name;
    }

    /** Returns the canonical form of an IPv6 address (RFC 5952). */
    private static String shortest(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null || bytes.length != 16) {
            throw new IllegalArgumentException("has a host that is no name and no address");
        }
        try {
            return NetUtil.toAddressString(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    /** Returns the origin in the form of the header {@code Origin}. */
    @Override
    public String toString() {
        return scheme + "://" + host + (port < 0 ? "" : ":" + port);
    }
}
