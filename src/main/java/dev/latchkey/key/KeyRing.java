package dev.latchkey.key;

import dev.latchkey.key.SigningKey.State;
import java.security.PrivateKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jspecify.annotations.Nullable;

/** A snapshot of all keys in memory. Immutable: a change creates a new ring. */
final class KeyRing {

    private static final Logger LOG = Logger.getLogger(KeyRing.class);

    private final Map<String, State> states;
    private final SigningKeys.@Nullable Signer signer;
    private final Map<String, SigningKeys.Verifier> verifiers;
    private final String jwks;

    private KeyRing(Map<String, State> states, SigningKeys.@Nullable Signer signer, List<PublicJsonWebKey> published) {
        this.states = states;
        this.signer = signer;
        this.verifiers = published.stream()
                .map(key -> new SigningKeys.Verifier(key.getKeyId(), key.getAlgorithm(), key.getPublicKey()))
                .collect(Collectors.toUnmodifiableMap(SigningKeys.Verifier::kid, verifier -> verifier));
        this.jwks = published.stream().map(key -> key.toJson()).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    /**
     * Returns the ring of these keys, or the last ring if nothing has changed. A private key that the last ring has is not decrypted again:
     * another replica may have encrypted it under a root secret that this one does not know yet.
     */
    static KeyRing of(List<SigningKey> stored, KeyVault vault, @Nullable KeyRing last) {
        Map<String, State> states = states(stored);
        if (last != null && last.states.equals(states)) {
            return last;
        }
        return new KeyRing(
                states,
                signer(SigningKey.in(State.CURRENT, stored).orElseThrow(), vault, last),
                stored.stream().map(KeyVault::publicKey).toList());
    }

    private static SigningKeys.@Nullable Signer signer(SigningKey current, KeyVault vault, @Nullable KeyRing last) {
        if (last == null) {
            return signer(current, vault);
        }
        if (last.signer != null && last.signer.kid().equals(current.kid())) {
            return last.signer;
        }
        try {
            return signer(current, vault);
        } catch (IllegalStateException e) {
            // another replica uses a newer root secret: verifying and publishing continue; signing waits for this
            // replica's restart
            LOG.errorf("cannot sign: %s", e.getMessage());
            return null;
        }
    }

    private static SigningKeys.Signer signer(SigningKey current, KeyVault vault) {
        PrivateKey key = vault.privateKey(current);
        return new SigningKeys.Signer(current.kid(), current.algorithm(), key);
    }

    private static Map<String, State> states(List<SigningKey> stored) {
        Map<String, State> states = new LinkedHashMap<>();
        stored.forEach(key -> states.put(key.kid(), key.state()));
        return states;
    }

    Optional<SigningKeys.Signer> signer() {
        return Optional.ofNullable(signer);
    }

    Map<String, SigningKeys.Verifier> verifiers() {
        return verifiers;
    }

    Set<String> algorithms() {
        return verifiers.values().stream().map(SigningKeys.Verifier::algorithm).collect(Collectors.toSet());
    }

    String jwks() {
        return jwks;
    }
}
