package dev.latchkey.key;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jose4j.jwk.PublicJsonWebKey;

/** All keys at one moment, in memory. Immutable: a change is a new ring. */
final class KeyRing {

    private final SigningKeys.Signer signer;
    private final Map<String, SigningKeys.Verifier> verifiers;
    private final String jwks;

    KeyRing(SigningKeys.Signer signer, List<PublicJsonWebKey> published) {
        this.signer = signer;
        this.verifiers = published.stream()
                .map(key -> new SigningKeys.Verifier(key.getKeyId(), key.getAlgorithm(), key.getPublicKey()))
                .collect(Collectors.toUnmodifiableMap(SigningKeys.Verifier::kid, verifier -> verifier));
        this.jwks = published.stream().map(key -> key.toJson()).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    SigningKeys.Signer signer() {
        return signer;
    }

    Map<String, SigningKeys.Verifier> verifiers() {
        return verifiers;
    }

    String jwks() {
        return jwks;
    }
}
