package dev.latchkey.token;

import java.util.Base64;

/** The compact form of a JWS (RFC 7515, 3.1): three parts of base64url, each with exactly one accepted encoding. */
final class CompactForm {

    private CompactForm() {}

    /** Returns whether a text is in canonical compact form. A text that a lenient decoder would accept as the same token is refused. */
    static boolean isCanonical(String token) {
        int first = token.indexOf('.');
        int last = token.lastIndexOf('.');
        return first > 0
                && token.indexOf('.', first + 1) == last
                && isBase64Url(token.substring(0, first))
                && isBase64Url(token.substring(first + 1, last))
                && isBase64Url(token.substring(last + 1));
    }

    private static boolean isBase64Url(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            return bytes.length > 0
                    && Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(bytes)
                            .equals(part);
        } catch (IllegalArgumentException e) {
            return false; // expected of any caller
        }
    }
}
