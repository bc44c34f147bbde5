package dev.latchkey.example;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.InflaterInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Refuses tokens whose session has ended, by Latchkey's status lists (draft-ietf-oauth-status-list). As a bean it is part of
 * the decoder that Spring Boot makes from {@code issuer-uri}, so no route can leave it out. Safe for use by several threads.
 */
@Component
class StatusListValidator implements OAuth2TokenValidator<Jwt> {

    private static final Logger LOG = LoggerFactory.getLogger(StatusListValidator.class);
    private static final StatusList NOTHING =
            new StatusList(new byte[0], Instant.MIN, 0, "\"none\"", System.nanoTime());

    private final Map<String, StatusList> lists = new ConcurrentHashMap<>(); // of two callers one fetches
    private final HttpClient http = HttpClient.newHttpClient(); // follows no redirects
    private final NimbusJwtDecoder decoder;
    private final String prefix;

    StatusListValidator(@Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") String issuer) {
        this.decoder = NimbusJwtDecoder.withJwkSetUri(issuer + "/.well-known/jwks.json")
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTypeValidator("statuslist+jwt"), new JwtTimestampValidator(Duration.ZERO)));
        this.prefix = issuer + "/auth/status-lists/";
    }

    /** A list as it is in hand: asked for again from {@code freshUntil} on, not to be used from {@code exp} on. */
    private record StatusList(byte[] bytes, Instant exp, long ttl, String etag, long freshUntil) {

        void requireOpen(long index) {
            boolean expired = !Instant.now().isBefore(exp);
            if (expired || (bytes[Math.toIntExact(index >> 3)] >> (index & 7) & 1) == 1) {
                throw new IllegalStateException(expired ? "there is no status list to ask" : "the session has ended");
            }
        }
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        try {
            requireOpenSession((Map<?, ?>) token.getClaimAsMap("status").get("status_list"));
            return OAuth2TokenValidatorResult.success();
        } catch (RuntimeException e) { // whatever is wrong with a status: it does not say that the session is open
            LOG.debug("token refused", e);
            return OAuth2TokenValidatorResult.failure(
                    new OAuth2Error("invalid_token", "The session is not open", null));
        }
    }

    private void requireOpenSession(Map<?, ?> status) {
        String uri = (String) status.get("uri");
        if (!uri.startsWith(prefix)) {
            throw new IllegalArgumentException("the status list is not of this issuer");
        }
        lists.compute(uri, (key, last) -> upToDate(uri, last == null ? NOTHING : last))
                .requireOpen((Long) status.get("idx"));
    }

    private StatusList upToDate(String uri, StatusList list) {
        long freshUntil = System.nanoTime(); // counted from the question on
        if (freshUntil - list.freshUntil < 0) {
            return list;
        }
        try {
            var request = HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofSeconds(3));
            request.header("If-None-Match", list.etag);
            HttpResponse<String> answer = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                    .orTimeout(3, TimeUnit.SECONDS) // with the body, which the request's own timeout leaves out
                    .join();
            list = answer.statusCode() == 304 ? list : read(uri, answer);
            long age = answer.headers().firstValueAsLong("age").orElse(0); // in a cache on the way
            freshUntil += TimeUnit.SECONDS.toNanos(list.ttl - age);
        } catch (IOException | RuntimeException e) { // the list in hand goes on
            LOG.warn("{}: {}", uri, e.toString());
            freshUntil = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        }
        return new StatusList(list.bytes, list.exp, list.ttl, list.etag, freshUntil);
    }

    private StatusList read(String uri, HttpResponse<String> answer) throws IOException {
        Jwt jwt = decoder.decode(answer.body());
        Map<?, ?> list = jwt.getClaimAsMap("status_list");
        byte[] zlib = Base64.getUrlDecoder().decode((String) list.get("lst"));
        byte[] bytes = new InflaterInputStream(new ByteArrayInputStream(zlib)).readNBytes(1 << 20); // 8 times the usual
        if (!uri.equals(jwt.getSubject()) || !Long.valueOf(1).equals(list.get("bits"))) {
            throw new IllegalArgumentException("not this list, or not one of single bits");
        }
        String etag = answer.headers().firstValue("etag").orElse(NOTHING.etag);
        return new StatusList(bytes, jwt.getExpiresAt(), (Long) jwt.getClaim("ttl"), etag, NOTHING.freshUntil);
    }
}
