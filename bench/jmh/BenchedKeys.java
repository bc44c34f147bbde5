package dev.latchkey.key;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;

/** Creates a key of an algorithm without a database. */
public final class BenchedKeys {

    private BenchedKeys() {}

    public static SigningKeys of(String jws) throws Exception {
        KeyAlgorithm algorithm = Arrays.stream(KeyAlgorithm.values())
                .filter(each -> each.jws().equals(jws))
                .findFirst()
                .orElseThrow();
        PublicJsonWebKey pair = algorithm.newPair();
        return new SigningKeys(null, null, null, new SharedSecret(config(algorithm)), Clock.systemUTC()) {
            @Override
            public Signer signer() {
                return new Signer("benched", jws, pair.getPrivateKey());
            }

            @Override
            public Optional<Verifier> verifier(String kid) {
                return Optional.of(new Verifier("benched", jws, pair.getPublicKey()));
            }
        };
    }

    private static KeyConfig config(KeyAlgorithm used) {
        return new KeyConfig() {
            @Override
            public Duration maxAge() {
                return Duration.ofMinutes(5);
            }

            @Override
            public Duration lifetime() {
                return Duration.ofDays(30);
            }

            @Override
            public KeyAlgorithm algorithm() {
                return used;
            }

            @Override
            public Optional<String> sharedSecret() {
                return Optional.empty();
            }
        };
    }
}
