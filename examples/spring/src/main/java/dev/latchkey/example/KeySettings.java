package dev.latchkey.example;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the keys through an outage, as long as the status lists last; Spring by itself drops them after five minutes. */
@Configuration(proxyBeanMethods = false)
class KeySettings {

    private static final Duration OUTAGE = Duration.ofMinutes(5);

    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer keysOutliveAnOutage(
            @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") String issuer)
            throws MalformedURLException {
        URI jwks = URI.create(issuer + "/.well-known/jwks.json");
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(jwks.toURL())
                .outageTolerant(OUTAGE.toMillis())
                .build();
        var selector = new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys);
        return decoder -> decoder.jwtProcessorCustomizer(processor -> processor.setJWSKeySelector(selector));
    }
}
