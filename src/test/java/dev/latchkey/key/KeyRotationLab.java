package dev.latchkey.key;

import dev.latchkey.Database;
import dev.latchkey.HandTurnedClock;
import dev.latchkey.audit.AuditTrail;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Replicas on the real database, whose own keys are set aside for the test, and a clock that the test controls. */
abstract class KeyRotationLab {

    static final Duration MAX_AGE = Duration.ofMinutes(5);
    static final Duration LIFETIME = Duration.ofMinutes(30);

    @Inject
    Database database;

    @Inject
    KeyEncryption encryption;

    @Inject
    StatelessSession stateless;

    @Inject
    AuditTrail audit;

    final HandTurnedClock clock = new HandTurnedClock();
    private StoredKeys stored;

    @BeforeEach
    void putTheServicesKeysAside() {
        stored = new StoredKeys(database);
        stored.putAside();
    }

    @AfterEach
    void putThemBack() {
        stored.putBack();
    }

    Replica replica(KeyAlgorithm algorithm) {
        return new Replica(
                encryption, stateless, audit, Replica.config(MAX_AGE, LIFETIME, algorithm, Optional.empty()), clock);
    }

    int count(String condition) {
        return Integer.parseInt(database.text("select count(*) from signing_keys where " + condition));
    }
}
