package dev.latchkey.audit;

import dev.latchkey.cluster.AdvisoryLock;
import dev.latchkey.http.Quiet;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
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
 * Seals the hours that have ended, on one replica at a time. A seal is a MAC over the hour's rows and the previous seal. So a change,
 * addition or removal in a sealed hour is detected, and so is the removal of a seal. Only removal of the newest seals could go undetected,
 * so each seal is also written to the log.
 */
@ApplicationScoped
@Startup // the metric is there before the first turn
class AuditSeals {

    private static final Logger LOG = Logger.getLogger(AuditSeals.class);

    /** The advisory lock: "auditsea" in ASCII. */
    private static final long LOCK = 0x6175646974736561L;

    /**
     * The time after the end of an hour in which rows may still arrive. A transaction lasts 10 s at most; the rest allows for clock skew
     * between replicas.
     */
    static final Duration LAG = Duration.ofMinutes(5);

    /** Timeout of sealing, as an hour may have a million rows and no caller waits. */
    private static final int TIMEOUT_SECONDS = 120;

    private final SealRows rows;
    private final AuditKeys keys;
    private final StatelessSession database;
    private final Clock clock;

    /** The end of the sealed part of the trail, as last read by this replica. */
    private volatile @Nullable Instant sealedUntil;

    /** Whether this replica has read the end of the sealed part. */
    private volatile boolean looked;

    AuditSeals(SealRows rows, AuditKeys keys, StatelessSession database, Clock clock, MeterRegistry metrics) {
        this.rows = rows;
        this.keys = keys;
        this.database = database;
        this.clock = clock;
        TimeGauge.builder("latchkey.audit.unsealed", this, TimeUnit.SECONDS, AuditSeals::unsealedSeconds)
                .description("time since the last seal of the audit trail")
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

    /** Seals all hours that are due. There are many after a downtime; each is sealed in a transaction of its own. */
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

    /** Updates the metric. It also runs before sealing, so that the metric is correct if sealing fails. */
    private void look() {
        sealedUntil = QuarkusTransaction.requiringNew().call(this::nextHour).orElse(null);
        looked = true;
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

    /** Returns infinity for a trail without a beginning, in which nothing can be sealed, so that the alert fires; 0 before the first look. */
    private double unsealedSeconds() {
        Instant until = sealedUntil;
        if (until == null) {
            return looked ? Double.POSITIVE_INFINITY : 0;
        }
        return Duration.between(until, clock.instant()).toSeconds();
    }
}
