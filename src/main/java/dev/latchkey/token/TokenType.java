package dev.latchkey.token;

/** The type that an access token has in its header. */
public enum TokenType {
    /** RFC 7519, 5.1: what every library expects. */
    JWT("JWT"),
    /** RFC 9068: marks it as an access token, so that no other JWT can be used as one (RFC 8725, 3.11). */
    AT_JWT("at+jwt");

    private final String header;

    TokenType(String header) {
        this.header = header;
    }

    /**
     * Returns the header's value.
     *
     * @return the {@code typ}
     */
    public String header() {
        return header;
    }
}
