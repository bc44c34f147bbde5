package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The metric of the alert {@code LatchkeyAuditUnsealed}. */
@QuarkusTest
class UnsealedMetricTest {

    private static final String METRIC = "latchkey_audit_unsealed_seconds";

    /** Above this the alert fires. */
    private static final double LIMIT = 7200;

    @TestHTTPResource(value = "/q/", management = true)
    URI management;

    @Inject
    SealedTrail trail;

    @Inject
    SealRows rows;

    @Inject
    AuditKeys keys;

    @Inject
    StatelessSession database;

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private AuditSeals seals;

    @BeforeEach
    void begin() {
        trail.begin();
        Clock atTheTrailsTime = Clock.fixed(SealedTrail.now(), java.time.ZoneOffset.UTC);
        seals = new AuditSeals(rows, keys, database, atTheTrailsTime, metrics);
    }

    @AfterEach
    void restore() {
        trail.begin();
        seals.turn(SealedTrail.now());
    }

    @Test
    void beforeTheFirstLookItIsZero() {
        assertThat(unsealed()).isZero();
    }

    @Test
    void aTrailThatIsSealedIsBelowTheLimit() {
        seals.turn(SealedTrail.now());

        assertThat(unsealed()).isEqualTo(600);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "truncate audit_beginning, audit_seals, audit_sealed_rows",
                "truncate audit_beginning, audit_seals, audit_sealed_rows, audit_events",
                "truncate audit_beginning, audit_seals, audit_sealed_rows; insert into audit_beginning default values",
            })
    void aTrailWithoutABeginningMakesTheAlertFire(String tampering) {
        trail.asSuperuser(tampering);

        seals.turn(SealedTrail.now());

        assertThat(unsealed()).isGreaterThan(LIMIT).isInfinite();
    }

    @Test
    void aBeginningThatIsRestoredEndsTheAlert() {
        trail.asSuperuser("truncate audit_beginning, audit_seals, audit_sealed_rows");
        seals.turn(SealedTrail.now());

        trail.begin();
        seals.turn(SealedTrail.now());

        assertThat(unsealed()).isLessThan(LIMIT);
    }

    @Test
    void prometheusReadsInfinityOfTheService() throws IOException, InterruptedException {
        trail.asSuperuser("truncate audit_beginning, audit_seals, audit_sealed_rows");
        trail.sealUntil(SealedTrail.now());

        String text = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(management.resolve("/q/metrics")).build(), BodyHandlers.ofString())
                .body();

        assertThat(text.lines().filter(line -> line.startsWith(METRIC + "{") || line.startsWith(METRIC + " ")))
                .singleElement()
                .asString()
                .endsWith(" +Inf");
    }

    private double unsealed() {
        return metrics.get("latchkey.audit.unsealed").timeGauge().value(TimeUnit.SECONDS);
    }
}
