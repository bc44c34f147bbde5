package dev.latchkey.webhook;

import java.util.UUID;

/** A receiver of events. Its text form does not contain the secret. */
final class Endpoint {

    private final UUID id;
    private final String url;
    private final byte[] secret;

    Endpoint(UUID id, String url, byte[] secret) {
        this.id = id;
        this.url = url;
        this.secret = secret.clone();
    }

    UUID id() {
        return id;
    }

    String url() {
        return url;
    }

    byte[] secret() {
        return secret.clone();
    }

    @Override
    public String toString() {
        return "Endpoint[" + id + "]";
    }
}
