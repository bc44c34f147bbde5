package dev.latchkey.config;

import io.smallrye.config.ConfigMapping;

/** What several rooms need to know of the service. In {@code prod}, the start checks it before anything else. */
@ConfigMapping(prefix = "latchkey")
public interface ServiceConfig {

    /**
     * The external URL of the service, for example {@code https://id.example.org}: the {@code iss} of every token and the base of every URL
     * in the metadata. No slash at its end. If it has a path, a proxy in front removes it from requests.
     *
     * @return an absolute http or https URL
     */
    String issuer();
}
