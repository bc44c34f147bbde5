package dev.latchkey.key;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** A resource server that caches the JWKS for all of its max-age, and does not fetch it earlier for an unknown key. */
final class CachingVerifier {

    private final Clock clock;
    private final Duration maxAge;
    private Instant fetchedAt = Instant.MIN;
    private JsonWebKeySet keys = new JsonWebKeySet();

    CachingVerifier(Clock clock, Duration maxAge) {
        this.clock = clock;
        this.maxAge = maxAge;
    }

    /** Returns why the token is refused; empty if it is accepted. */
    String fault(String token, SigningKeys whoeverIsAsked) {
        if (Duration.between(fetchedAt, clock.instant()).compareTo(maxAge) >= 0) {
            fetch(whoeverIsAsked);
        }
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(token);
            JsonWebKey key = keys.findJsonWebKey(signature.getKeyIdHeaderValue(), null, null, null);
            if (key == null) {
                return "no key " + signature.getKeyIdHeaderValue();
            }
            signature.setAlgorithmConstraints(
                    new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, key.getAlgorithm()));
            signature.setKey(key.getKey());
            return signature.verifySignature() ? "" : "not signed by " + key.getKeyId();
        } catch (JoseException e) {
            return e.toString();
        }
    }

    private void fetch(SigningKeys replica) {
        try {
            keys = new JsonWebKeySet(replica.jwks());
            fetchedAt = clock.instant();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String token(SigningKeys.Signer signer) {
        try {
            JsonWebSignature token = new JsonWebSignature();
            token.setPayload("{}");
            token.setAlgorithmHeaderValue(signer.algorithm());
            token.setKeyIdHeaderValue(signer.kid());
            token.setKey(signer.key());
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
