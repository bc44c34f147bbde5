package dev.latchkey.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * EdDSA of another provider for Ed25519 keys of the JDK. AWS-LC's own keys have no {@code EdECKey} interface, which jose4j asks for. AWS-LC
 * would therefore read the JDK's private key again for each signature, and leave a copy in native memory until its finalization; this reads
 * each private key once. Not safe for use by several threads, as any {@link Signature}.
 */
final class EdDsaSignature extends SignatureSpi {

    /** The name in JCA, by which jose4j asks for it. */
    static final String NAME = "EdDSA";

    private final Signature signature;
    private final Keys keys;

    private EdDsaSignature(Signature signature, Keys keys) {
        this.signature = signature;
        this.keys = keys;
    }

    /** Private keys as the other provider reads them, kept as long as the JDK's. Safe for use by several threads. */
    static final class Keys {

        private final Provider source;
        private final KeyFactory factory;
        private final Map<PrivateKey, PrivateKey> read = Collections.synchronizedMap(new WeakHashMap<>());

        Keys(Provider source) throws NoSuchAlgorithmException {
            this.source = source;
            this.factory = KeyFactory.getInstance(NAME, source);
        }

        EdDsaSignature newSignature() throws NoSuchAlgorithmException {
            return new EdDsaSignature(Signature.getInstance(NAME, source), this);
        }

        private PrivateKey of(PrivateKey key) throws InvalidKeyException {
            PrivateKey known = read.get(key);
            if (known != null) {
                return known;
            }
            byte[] encoded = key.getEncoded();
            if (encoded == null || !NAME.equals(key.getAlgorithm())) {
                throw new InvalidKeyException("not a readable EdDSA key: " + key.getAlgorithm());
            }
            try {
                PrivateKey fresh = factory.generatePrivate(new PKCS8EncodedKeySpec(encoded));
                read.put(key, fresh);
                return fresh;
            } catch (GeneralSecurityException e) {
                throw new InvalidKeyException("not an Ed25519 key", e);
            } finally {
                Arrays.fill(encoded, (byte) 0);
            }
        }
    }

    @Override
    protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
        signature.initSign(keys.of(key));
    }

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
        signature.initVerify(key);
    }

    @Override
    protected void engineUpdate(byte b) throws SignatureException {
        signature.update(b);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
        signature.update(bytes, offset, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
        return signature.sign();
    }

    @Override
    protected boolean engineVerify(byte[] signed) throws SignatureException {
        return signature.verify(signed);
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
        throw new UnsupportedOperationException("EdDSA as RFC 8037 uses it has no parameters");
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
        throw new UnsupportedOperationException("EdDSA as RFC 8037 uses it has no parameters");
    }
}
