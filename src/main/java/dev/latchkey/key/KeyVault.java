package dev.latchkey.key;

import dev.latchkey.config.StartRefusal;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;

/** Creates signing keys, and encrypts and decrypts their private parts. Immutable and safe for use by several threads. */
@Singleton
class KeyVault {

    private static final Logger LOG = Logger.getLogger(KeyVault.class);

    private final KeyEncryption encryption;
    private final KeyAlgorithm algorithm;

    KeyVault(KeyEncryption encryption, KeyConfig config) {
        this.encryption = encryption;
        this.algorithm = config.algorithm();
    }

    /** Creates a key and does not store it. */
    SigningKey create(Instant now) {
        try {
            PublicJsonWebKey pair = algorithm.newPair();
            pair.setUse(Use.SIGNATURE);
            pair.setAlgorithm(algorithm.jws());
            String kid = pair.calculateBase64urlEncodedThumbprint("SHA-256");
            pair.setKeyId(kid);
            return new SigningKey(
                    kid,
                    pair.getAlgorithm(),
                    pair.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY),
                    encryption.encrypt(kid, pair.getPrivateKey().getEncoded()),
                    encryption.secretId(),
                    now);
        } catch (JoseException e) {
            throw new IllegalStateException("every JDK can make a key for " + algorithm.jws(), e);
        }
    }

    PrivateKey privateKey(SigningKey stored) {
        byte[] encoded = encryption.decrypt(stored.kid(), stored.secretId(), stored.privateKey());
        try {
            String type = publicKey(stored).getPublicKey().getAlgorithm();
            return KeyFactory.getInstance(type).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing key " + stored.kid() + " is not a private key", e);
        }
    }

    void reseal(SigningKey stored) {
        boolean hasPrivatePart = stored.privateKey().length > 0;
        if (hasPrivatePart && !stored.secretId().equals(encryption.secretId())) {
            byte[] plain =
                    StartRefusal.unless(() -> encryption.decrypt(stored.kid(), stored.secretId(), stored.privateKey()));
            stored.reseal(encryption.encrypt(stored.kid(), plain), encryption.secretId());
            LOG.infof("signing key %s is encrypted under the newest root secret now", stored.kid());
        }
    }

    static PublicJsonWebKey publicKey(SigningKey stored) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(stored.publicJwk());
        } catch (JoseException e) {
            throw new IllegalStateException("signing key " + stored.kid() + " has no readable public part", e);
        }
    }
}
