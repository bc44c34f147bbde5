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

/** A replica's keys without a process of its own. Several replicas share the test's database and clock. */
final class Replica {

    private boolean dying;
    final SigningKeys keys;

    Replica(KeyEncryption encryption, StatelessSession database, AuditTrail audit, KeyConfig config, Clock clock) {
        KeyVault vault = new KeyVault(encryption, config);
        KeyTimes times = new KeyTimes(config);
        this.keys = new SigningKeys(
                new Rotation(vault, times, database, audit), vault, times, new SharedSecret(config), clock);
    }

    /** Interrupts a transaction before its commit, as kill -9 does. */
    void dieInTheMiddle() {
        dying = true;
        try {
            keys.look();
        } catch (Killed e) {
            // the replica was about to change something
        } finally {
            dying = false;
        }
    }

    /** Returns the key that signs this replica's tokens. */
    Signer signer() {
        return keys.signer();
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Gives each method a transaction, as the container would. */
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
