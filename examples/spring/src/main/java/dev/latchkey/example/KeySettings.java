package dev.latchkey.example;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.MalformedURLException;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the keys through an outage; Spring by itself drops them when they are five minutes old. */
@Configuration(proxyBeanMethods = false)
class KeySettings {

    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer keysOutliveAnOutage(
            @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") String issuer)
            throws MalformedURLException {
        URI jwks = URI.create(issuer + "/.well-known/jwks.json");
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(jwks.toURL())
                .outageTolerantForever() // the status lists set the end
                .build();
        var selector = new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys);
        return decoder -> decoder.jwtProcessorCustomizer(processor -> processor.setJWSKeySelector(selector));
    }
}
