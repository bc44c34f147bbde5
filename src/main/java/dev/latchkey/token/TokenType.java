package dev.latchkey.token;

/** What an access token calls itself in its header. */
public enum TokenType {
    /** RFC 7519, 5.1: what every library expects. */
    JWT("JWT"),
    /** RFC 9068: says that it is an access token, so that nothing else passes for one (RFC 8725, 3.11). */
    AT_JWT("at+jwt");

    private final String header;

    TokenType(String header) {
        this.header = header;
    }

    /**
     * The header's value.
     *
     * @return the {@code typ}
     */
    public String header() {
        return header;
    }
}
