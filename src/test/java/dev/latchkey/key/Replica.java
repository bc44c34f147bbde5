package dev.latchkey.key;

import dev.latchkey.audit.AuditTrail;
import dev.latchkey.key.SigningKeys.Signer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** A replica's keys, without a process around them: several share the database of the test, and a clock. */
final class Replica {

    private boolean dying;
    final SigningKeys keys;

    Replica(KeyEncryption encryption, StatelessSession database, AuditTrail audit, KeyConfig config, Clock clock) {
        KeyVault vault = new KeyVault(encryption, config);
        KeyTimes times = new KeyTimes(config);
        this.keys = new SigningKeys(
                new Rotation(vault, times, database, audit), vault, times, new SharedSecret(config), clock);
    }

    /** What kill -9 does to a transaction, before it could commit. */
    void dieInTheMiddle() {
        dying = true;
        try {
            keys.look();
        } catch (Killed e) {
            // it was about to do something
        } finally {
            dying = false;
        }
    }

    /** What a token of this replica is signed with, by whom it concerns. */
    Signer signer() {
        return keys.signer();
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The container would give each method its transaction. */
    private final class Rotation extends KeyRotation {

        Rotation(KeyVault vault, KeyTimes times, StatelessSession database, AuditTrail audit) {
            super(vault, times, database, audit);
        }

        @Override
        List<SigningKey> published() {
            return QuarkusTransaction.requiringNew().call(super::published);
        }

        @Override
        void turn(SigningKey spare, Instant now) {
            QuarkusTransaction.requiringNew().run(() -> {
                super.turn(spare, now);
                SigningKey.flush();
                if (dying) {
                    throw new Killed();
                }
            });
        }

        @Override
        Optional<Instant> rotateEarly(SigningKey spare, Instant now) {
            return QuarkusTransaction.requiringNew().call(() -> super.rotateEarly(spare, now));
        }

        @Override
        boolean revoke(String kid, SigningKey spare, Instant now) {
            return QuarkusTransaction.requiringNew().call(() -> super.revoke(kid, spare, now));
        }
    }

    static KeyConfig config(Duration maxAge, Duration lifetime, KeyAlgorithm algorithm, Optional<String> secret) {
        return new KeyConfig() {
            @Override
            public Duration maxAge() {
                return maxAge;
            }

            @Override
            public Duration lifetime() {
                return lifetime;
            }

            @Override
            public KeyAlgorithm algorithm() {
                return algorithm;
            }

            @Override
            public Optional<String> sharedSecret() {
                return secret;
            }

            @Override
            public Optional<String> sharedSecretFile() {
                return Optional.empty();
            }
        };
    }
}
