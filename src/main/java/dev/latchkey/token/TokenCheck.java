package dev.latchkey.token;

import dev.latchkey.config.ServiceConfig;
import dev.latchkey.key.SigningKeys;
import jakarta.inject.Singleton;
import java.security.Key;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/** Checks access tokens with keys held in memory (RFC 8725). Immutable and safe for use by several threads. */
@Singleton
class TokenCheck {

    private static final Logger LOG = Logger.getLogger(TokenCheck.class);
    private static final int CLOCK_SKEW_SECONDS = 5;

    private static final Set<String> HEADERS = Set.of("alg", "kid", "typ");
    private static final Set<Object> TYPES = Set.of(TokenType.JWT.header(), TokenType.AT_JWT.header());

    private final SigningKeys keys;
    private final String issuer;
    private final String[] audience;
    private final Clock clock;

    TokenCheck(SigningKeys keys, ServiceConfig service, TokenConfig config, Clock clock) {
        this.keys = keys;
        this.issuer = service.issuer();
        this.audience = config.audience().toArray(String[]::new);
        this.clock = clock;
    }

    /** Returns what a valid access token says about its bearer; empty for any other text. */
    Optional<AccessTokens.Bearer> bearer(String token) {
        return verified(token).flatMap(TokenCheck::bearer);
    }

    private Optional<JwtClaims> verified(String token) {
        if (!CompactForm.isCanonical(token)) {
            return Optional.empty();
        }
        // not inside the key resolver: jose4j takes any exception there for an invalid token
        keys.lookAfterQuiet();
        try {
            return Optional.of(new JwtConsumerBuilder()
                    .setVerificationKeyResolver((signature, nesting) -> key(signature))
                    .setExpectedIssuer(true, issuer)
                    .setExpectedAudience(true, audience)
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setRequireIssuedAt()
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                    .build()
                    .processToClaims(token));
        } catch (InvalidJwtException e) {
            // expected, because callers send any text; the exception's message is not logged because it may quote the
            // token
            LOG.debugf("a bearer token was refused: %s", codes(e));
            return Optional.empty();
        }
    }

    private static Optional<AccessTokens.Bearer> bearer(JwtClaims claims) {
        try {
            return Optional.of(new AccessTokens.Bearer(
                    UUID.fromString(claims.getSubject()),
                    UUID.fromString(String.valueOf(claims.getStringClaimValue("sid"))),
                    String.valueOf(claims.getStringClaimValue("upn"))));
        } catch (MalformedClaimException | IllegalArgumentException e) {
            // signed by us, but not an access token
            LOG.debug("a token of ours is not an access token", e);
            return Optional.empty();
        }
    }

    private static String codes(InvalidJwtException refusal) {
        return refusal.getErrorDetails().stream()
                .map(detail -> Integer.toString(detail.getErrorCode()))
                .collect(Collectors.joining(" "));
    }

    /**
     * Returns the key that a token names. The key determines the algorithm and the token must agree, so there is no list of allowed
     * algorithms. A token with a header that Latchkey never writes is refused before the header is used.
     */
    private Key key(JsonWebSignature signature) throws UnresolvableKeyException {
        if (!isHeaderOfOurs(signature)) {
            throw new UnresolvableKeyException("not a header of ours");
        }
        String kid = signature.getKeyIdHeaderValue();
        SigningKeys.Verifier verifier = Optional.ofNullable(kid)
                .flatMap(keys::verifier)
                .orElseThrow(() -> new UnresolvableKeyException("no such key"));
        if (!verifier.algorithm().equals(signature.getAlgorithmHeaderValue())) {
            throw new UnresolvableKeyException("the key is for another algorithm");
        }
        return verifier.key();
    }

    /**
     * Checks the header's members and its type. Both types are accepted, because the setting may have changed during a token's lifetime.
     */
    private static boolean isHeaderOfOurs(JsonWebSignature signature) throws UnresolvableKeyException {
        try {
            Map<String, Object> header =
                    JsonUtil.parseJson(signature.getHeaders().getFullHeaderAsJsonString());
            return header.keySet().equals(HEADERS) && TYPES.contains(header.get("typ"));
        } catch (JoseException e) {
            throw new UnresolvableKeyException("not a header", e);
        }
    }
}
