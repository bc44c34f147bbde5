package dev.latchkey.webhook;

import dev.latchkey.crypto.Hmac;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The signature of a delivery, by the scheme of Standard Webhooks 1.0: HMAC-SHA-256 over id, time and body. */
final class Signature {

    /** The prefix of a secret in its text form. */
    static final String SECRET_PREFIX = "whsec_";

    private Signature() {}

    /** Returns the value of {@code webhook-signature}. */
    static String of(byte[] secret, String id, long timestamp, String body) {
        byte[] signed = Hmac.SHA_256.of(secret, (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(signed);
    }
}
