package dev.latchkey.http;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Produces the trusted proxies from the setting. */
final class HttpProducers {

    HttpProducers() {}

    @Produces
    @Singleton
    static TrustedProxies trustedProxies(HttpConfig config) {
        return TrustedProxies.parse(config.trustedProxies().orElse(List.of()));
    }
}
