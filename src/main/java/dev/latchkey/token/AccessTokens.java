package dev.latchkey.token;

import dev.latchkey.config.ServiceConfig;
import dev.latchkey.crypto.Randomness;
import dev.latchkey.key.SigningKeys;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.jwt.build.JwtSignatureBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;

/** Signs and checks access tokens (JWS, RFC 7515 and 7519), without a database query. Safe for use by several threads. */
@ApplicationScoped
public class AccessTokens {

    /** The random part of a token's lifetime is at most one part in this many. */
    private static final int JITTER = 20;

    private final SigningKeys keys;
    private final TokenCheck check;
    private final ProfileClaims profileClaims;
    private final ServiceConfig service;
    private final TokenConfig config;
    private final Clock clock;
    private final Randomness randomness;

    AccessTokens(
            SigningKeys keys,
            TokenCheck check,
            ProfileClaims profileClaims,
            ServiceConfig service,
            TokenConfig config,
            Clock clock,
            Randomness randomness) {
        this.keys = keys;
        this.check = check;
        this.profileClaims = profileClaims;
        this.service = service;
        this.config = config;
        this.clock = clock;
        this.randomness = randomness;
        Duration life = config.lifetime();
        if (life.compareTo(Duration.ofMinutes(1)) < 0 || life.compareTo(Duration.ofHours(24)) > 0) {
            throw new IllegalStateException("latchkey.token.lifetime must be from 1 minute to 24 hours");
        }
    }

    /**
     * A signed access token.
     *
     * @param value the token in compact form
     * @param lifetime the time from now until it expires
     */
    public record AccessToken(String value, Duration lifetime) {
        @Override
        public String toString() {
            return "AccessToken[value=<redacted>, lifetime=" + lifetime + "]";
        }
    }

    /**
     * What a valid token says about its bearer.
     *
     * @param userId the claim {@code sub}
     * @param sessionId the claim {@code sid}
     * @param username the claim {@code upn}
     */
    public record Bearer(UUID userId, UUID sessionId, String username) {}

    /**
     * Signs a token with the current key. Its lifetime is up to 5 % shorter than configured, so that browser tabs that were opened together
     * do not refresh together, and never longer than its session's.
     *
     * @param subject the user and session that the token is about
     * @return the token
     */
    public AccessToken issue(Subject subject) {
        Instant now = clock.instant();
        Duration lifetime = lifetime(Duration.between(now, subject.session().endsAt()));
        JwtClaimsBuilder claims = Jwt.upn(subject.username())
                .issuer(service.issuer())
                .subject(subject.userId().toString())
                .audience(new LinkedHashSet<>(config.audience()))
                .issuedAt(now)
                .expiresIn(lifetime)
                .groups(new LinkedHashSet<>(subject.roles()))
                .claim("jti", randomness.uuid().toString())
                .claim("username", subject.username())
                .claim("permissions", subject.permissions())
                .claim("sid", subject.session().id().toString())
                .claim("auth_time", subject.session().authTime().getEpochSecond())
                .claim("amr", subject.session().amr())
                .claim("status", subject.session().status().claim());
        if (config.type() == TokenType.AT_JWT) {
            // RFC 9068, 2.2, requires it; the service's own front end is the only client
            claims.claim("client_id", config.clientId());
        }
        profileClaims.of(subject.profile()).forEach(claims::claim);
        return new AccessToken(sign(claims), lifetime);
    }

    private String sign(JwtClaimsBuilder claims) {
        SigningKeys.Signer signer = keys.accessTokenSigner();
        JwtSignatureBuilder jws = claims.jws()
                .type(config.type().header())
                .keyId(signer.kid())
                .algorithm(SignatureAlgorithm.fromAlgorithm(signer.algorithm()));
        return signer.key() instanceof SecretKey secret ? jws.sign(secret) : jws.sign((PrivateKey) signer.key());
    }

    private Duration lifetime(Duration left) {
        long configured = config.lifetime().toSeconds();
        long seconds = Math.min(configured - randomness.upTo(configured / JITTER), left.toSeconds());
        return Duration.ofSeconds(Math.max(1, seconds));
    }

    /**
     * Checks a token: its signature by one of our keys and with that key's algorithm, issuer, audience, times and type.
     *
     * @param token what a caller sent, any text
     * @return what it says; empty if anything is wrong with it
     */
    public Optional<Bearer> verify(String token) {
        return check.bearer(token);
    }
}
