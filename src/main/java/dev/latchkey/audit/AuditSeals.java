package dev.latchkey.audit;

import dev.latchkey.platform.AdvisoryLock;
import dev.latchkey.platform.Quiet;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Seals the hours that are over, by one replica at a time. A seal is a MAC over the hour's rows and the seal before it, so that
 * nothing in a sealed hour can be changed, added or taken away, and no seal either, without it being seen; only the newest could go
 * unnoticed, which is why each is in the log, too.
 */
@ApplicationScoped
class AuditSeals {

    private static final Logger LOG = Logger.getLogger(AuditSeals.class);

    /** Names the advisory lock: "auditsea" in ASCII. */
    private static final long LOCK = 0x6175646974736561L;

    /**
     * From the end of an hour until no row can come late. A transaction lasts 10 s at most; the rest is for replicas' clocks that
     * differ.
     */
    static final Duration LAG = Duration.ofMinutes(5);

    /** An hour may have a million rows; this is not a caller's time. */
    private static final int TIMEOUT_SECONDS = 120;

    private final SealRows rows;
    private final AuditKeys keys;
    private final StatelessSession database;
    private final Clock clock;

    /** Until when the trail was sealed when this replica last looked. */
    private volatile @Nullable Instant sealedUntil;

    AuditSeals(SealRows rows, AuditKeys keys, StatelessSession database, Clock clock, MeterRegistry metrics) {
        this.rows = rows;
        this.keys = keys;
        this.database = database;
        this.clock = clock;
        TimeGauge.builder("latchkey.audit.unsealed", this, TimeUnit.SECONDS, AuditSeals::unsealedSeconds)
                .description("how long the part of the audit trail is that has no seal yet")
                .register(metrics);
    }

    @Scheduled(
            every = "1m",
            skipExecutionIf = Quiet.TenMinutes.class,
            delayed = "40s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void turn() {
        turn(clock.instant());
    }

    /** After a long absence there are many hours to seal; each is a transaction of its own. */
    void turn(Instant now) {
        look();
        boolean sealed = true;
        while (sealed) {
            sealed = QuarkusTransaction.requiringNew()
                    .timeout(TIMEOUT_SECONDS)
                    .call(() -> AdvisoryLock.tryTake(database, LOCK) && sealNext(now));
        }
        look();
    }

    /** Before it seals, too: if that fails, how much is unsealed still has to be told. */
    private void look() {
        sealedUntil = QuarkusTransaction.requiringNew().call(this::nextHour).orElse(null);
        if (sealedUntil == null) {
            LOG.error(
                    "the audit trail has no beginning and no seal, so that nothing can be sealed: audit_beginning was changed by"
                            + " SQL; restore the table from a backup");
        }
    }

    private boolean sealNext(Instant now) {
        Optional<Instant> due =
                nextHour().filter(hour -> hour.plus(Seal.HOUR).plus(LAG).isBefore(now));
        due.ifPresent(hour -> seal(hour, now.truncatedTo(ChronoUnit.MICROS)));
        return due.isPresent();
    }

    private Optional<Instant> nextHour() {
        return rows.last().map(Seal::end).or(rows::firstHour);
    }

    private void seal(Instant hour, Instant now) {
        byte[] before = rows.last().map(last -> last.mac().bytes()).orElseGet(Seal::none);
        HourDigest digest = rows.digest(hour);
        Mac mac = keys.sign(Seal.encoded(hour, digest.rows(), digest.digest(), before, now));
        rows.insert(new Seal(hour, digest.rows(), digest.digest(), before, now, mac), digest.ids());
        LOG.infof(
                "audit hour %s is sealed: %d rows, seal %s",
                hour, digest.rows(), HexFormat.of().formatHex(mac.bytes()));
    }

    private double unsealedSeconds() {
        Instant until = sealedUntil;
        return until == null ? 0 : Duration.between(until, clock.instant()).toSeconds();
    }
}
