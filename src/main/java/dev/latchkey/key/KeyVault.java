package dev.latchkey.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Signing keys in PostgreSQL: makes the first one, seals and opens them. */
@ApplicationScoped
class KeyVault {

    private static final Logger LOG = Logger.getLogger(KeyVault.class);

    /** Names the advisory lock under which one replica at a time changes keys: "latchkey" in ASCII. */
    private static final long LOCK = 0x6c617463686b6579L;

    private final KeyEncryption encryption;
    private final Clock clock;

    KeyVault(KeyEncryption encryption, Clock clock) {
        this.encryption = encryption;
        this.clock = clock;
    }

    /** Opens all keys; where there is none yet, one replica makes the first and the others wait for it. */
    @Transactional
    KeyRing openOrCreate() {
        List<SigningKey> stored = SigningKey.published();
        if (current(stored).isEmpty()) {
            // made before the lock is taken: whoever waits for the lock waits for two statements only
            SigningKey made = create();
            SigningKey.getEntityManager()
                    .createNativeQuery("select cast(pg_advisory_xact_lock(:lock) as text)", String.class)
                    .setParameter("lock", LOCK)
                    .getSingleResult();
            stored = SigningKey.published();
            if (current(stored).isEmpty()) {
                stored = new ArrayList<>(stored);
                made.persist();
                LOG.infof("made signing key %s", made.kid());
                stored.add(made);
            }
        }
        return ring(stored);
    }

    private SigningKey create() {
        try {
            EllipticCurveJsonWebKey pair = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            pair.setUse(Use.SIGNATURE);
            pair.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            String kid = pair.calculateBase64urlEncodedThumbprint("SHA-256");
            pair.setKeyId(kid);
            SigningKey key = new SigningKey(
                    kid,
                    pair.getAlgorithm(),
                    pair.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY),
                    encryption.encrypt(kid, pair.getPrivateKey().getEncoded()),
                    encryption.secretId(),
                    clock.instant());
            key.activate(clock.instant());
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException("every JDK can make a P-256 key", e);
        }
    }

    private KeyRing ring(List<SigningKey> stored) {
        SigningKey current = current(stored).orElseThrow();
        List<PublicJsonWebKey> published =
                stored.stream().map(KeyVault::publicKey).toList();
        return new KeyRing(new SigningKeys.Signer(current.kid(), current.algorithm(), privateKey(current)), published);
    }

    private PrivateKey privateKey(SigningKey stored) {
        byte[] encoded = encryption.decrypt(stored.kid(), stored.secretId(), stored.privateKey());
        try {
            String type = publicKey(stored).getPublicKey().getAlgorithm();
            return KeyFactory.getInstance(type).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing key " + stored.kid() + " is not a private key", e);
        }
    }

    private static PublicJsonWebKey publicKey(SigningKey stored) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(stored.publicJwk());
        } catch (JoseException e) {
            throw new IllegalStateException("signing key " + stored.kid() + " has no readable public part", e);
        }
    }

    private static Optional<SigningKey> current(List<SigningKey> keys) {
        return keys.stream().filter(SigningKey::isCurrent).findFirst();
    }
}
