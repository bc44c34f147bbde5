package dev.latchkey.audit;

import dev.latchkey.cluster.AdvisoryLock;
import dev.latchkey.database.Scalars;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/** Creates the monthly partitions in advance and drops expired ones, on one replica at a time. */
@ApplicationScoped
class AuditMonths {

    private static final Logger LOG = Logger.getLogger(AuditMonths.class);

    /** The advisory lock: "auditmon" in ASCII. */
    private static final long LOCK = 0x61756469746d6f6eL;

    /** Format of the tables' names, which sort by month. */
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'audit_events_'uuuu_MM", Locale.ROOT);

    private final StatelessSession database;
    private final AuditConfig config;
    private final AuditKeys keys;
    private final Clock clock;

    AuditMonths(StatelessSession database, AuditConfig config, AuditKeys keys, Clock clock) {
        this.keys = keys;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void turn() {
        YearMonth now = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        String oldest = NAME.format(now.minusMonths(config.months()));
        List<String> present = QuarkusTransaction.requiringNew().call(this::present);
        present.stream()
                .filter(name -> name.matches("audit_events_[0-9]{4}_[0-9]{2}") && name.compareTo(oldest) < 0)
                .forEach(this::drop);
        Stream.of(now, now.plusMonths(1), now.plusMonths(2))
                .filter(month -> !present.contains(NAME.format(month)))
                .forEach(this::make);
    }

    private List<String> present() {
        return Scalars.list(
                database.createNativeQuery(
                        "select cast(cast(inhrelid as regclass) as text) from pg_inherits"
                                + " where inhparent = cast('audit_events' as regclass)",
                        Tuple.class),
                String.class);
    }

    private void make(YearMonth month) {
        String table = NAME.format(month);
        alone(
                String.format(
                        Locale.ROOT,
                        "create table if not exists %s partition of audit_events for values from ('%s-01Z') to ('%s-01Z')",
                        table,
                        month,
                        month.plusMonths(1)),
                "create or replace trigger audit_events_not_emptied before truncate on " + table
                        + " for each statement execute function refuse_change()");
    }

    /**
     * Drops a month and records that under a MAC, which an attacker who drops a month by hand cannot compute. Keeps the seals, but deletes
     * the lists of sealed rows.
     */
    private void drop(String table) {
        LOG.infof("audit events of %s are past their time", table);
        YearMonth month = YearMonth.parse(table, NAME);
        DroppedMonth note = new DroppedMonth(month, clock.instant().truncatedTo(ChronoUnit.MICROS));
        Mac mac = keys.sign(note.encoded());
        alone(
                "drop table if exists " + table,
                String.format(
                        Locale.ROOT,
                        "delete from audit_sealed_rows where hour >= '%s-01Z' and hour < '%s-01Z'",
                        month,
                        month.plusMonths(1)),
                "insert into audit_dropped_months (month, dropped_at, mac_key, mac)"
                        + String.format(
                                Locale.ROOT,
                                " values ('%s-01', '%s', %d, decode('%s', 'hex')) on conflict do nothing",
                                month,
                                note.at(),
                                mac.key(),
                                HexFormat.of().formatHex(mac.bytes())));
    }

    /**
     * Runs statements in a transaction per month, so that a failure does not affect other months. Creating and dropping need a lock that
     * blocks every new event while it is waited for, so the wait is limited to a second; the next attempt is in an hour.
     */
    private void alone(String... statements) {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                if (AdvisoryLock.tryTake(database, LOCK)) {
                    run("set local lock_timeout = '1s'");
                    List.of(statements).forEach(this::run);
                }
            });
        } catch (RuntimeException e) {
            LOG.errorf(e, "the audit trail's months: %s", statements[0]);
        }
    }

    private void run(String sql) {
        database.createNativeMutationQuery(sql).executeUpdate();
    }
}
