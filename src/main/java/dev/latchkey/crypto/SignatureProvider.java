package dev.latchkey.crypto;

import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import java.util.Map;

/**
 * A JCA provider that offers another's ECDSA, RSA and EdDSA signatures, and the keys for them, and nothing else. AWS-LC as the first provider of
 * the JVM would also replace randomness, digests and TLS; PBKDF2 of imported hashes would then call a native digest twice for each
 * iteration. Immutable and safe for use by several threads.
 */
final class SignatureProvider extends Provider {

    /** The name of this provider. */
    static final String NAME = "LatchkeySignatures";

    private static final long serialVersionUID = 1;

    /** ES256, ES384 and RS256 (RFC 7518, 3.1), whose keys jose4j accepts as the other provider reads them. */
    private static final Map<String, List<String>> OFFERED = Map.of(
            "Signature", List.of("SHA256withECDSA", "SHA384withECDSA", "SHA256withRSA"),
            "KeyFactory", List.of("EC", "RSA"));

    /**
     * Makes a provider.
     *
     * @throws NoSuchAlgorithmException if the source lacks one of the algorithms, as it does when its native library is not loaded
     */
    SignatureProvider(Provider source) throws NoSuchAlgorithmException {
        super(NAME, "1", "ECDSA, RSA and EdDSA signatures of " + source.getName());
        for (Map.Entry<String, List<String>> type : OFFERED.entrySet()) {
            for (String algorithm : type.getValue()) {
                Service service = source.getService(type.getKey(), algorithm);
                if (service == null) {
                    throw new NoSuchAlgorithmException(source.getName() + " has no " + algorithm);
                }
                putService(new Delegate(this, service));
            }
        }
        putService(new EdDsa(this, new EdDsaSignature.Keys(source)));
    }

    private static final class EdDsa extends Service {

        private final EdDsaSignature.Keys keys;

        EdDsa(Provider provider, EdDsaSignature.Keys keys) {
            super(provider, "Signature", EdDsaSignature.NAME, EdDsaSignature.class.getName(), null, null);
            this.keys = keys;
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            return keys.newSignature();
        }

        /** Of a key of another kind, the JDK asks the next provider. */
        @Override
        public boolean supportsParameter(Object parameter) {
            return parameter instanceof Key key && EdDsaSignature.NAME.equals(key.getAlgorithm());
        }
    }

    private static final class Delegate extends Service {

        private final Service service;

        Delegate(Provider provider, Service service) {
            super(provider, service.getType(), service.getAlgorithm(), service.getClassName(), null, null);
            this.service = service;
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            return service.newInstance(parameter);
        }

        @Override
        public boolean supportsParameter(Object parameter) {
            return service.supportsParameter(parameter);
        }
    }
}
