package dev.latchkey.audit;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/** Makes the months' partitions ahead of time and drops those that are past their time, by one replica at a time. */
@ApplicationScoped
class AuditMonths {

    private static final Logger LOG = Logger.getLogger(AuditMonths.class);

    /** Names the advisory lock: "auditmon" in ASCII. */
    private static final long LOCK = 0x61756469746d6f6eL;

    /** Of the tables' names; they sort as the months do. */
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'audit_events_'uuuu_MM");

    private final StatelessSession database;
    private final AuditConfig config;
    private final Clock clock;

    AuditMonths(StatelessSession database, AuditConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void turn() {
        if (!alone()) {
            return;
        }
        YearMonth now = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        List<String> present = database.createNativeQuery(
                        "select cast(cast(inhrelid as regclass) as text) from pg_inherits"
                                + " where inhparent = cast('audit_events' as regclass)",
                        String.class)
                .list();
        for (YearMonth month : List.of(now.plusMonths(1), now.plusMonths(2))) {
            if (!present.contains(NAME.format(month))) {
                make(month);
            }
        }
        String oldest = NAME.format(now.minusMonths(config.months()));
        present.stream()
                .filter(name -> name.matches("audit_events_[0-9_]+") && name.compareTo(oldest) < 0)
                .forEach(this::drop);
    }

    private boolean alone() {
        return database.createNativeQuery("select pg_try_advisory_xact_lock(:lock)", Boolean.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
    }

    private void make(YearMonth month) {
        run("create table %s partition of audit_events for values from ('%s-01Z') to ('%s-01Z')"
                .formatted(NAME.format(month), month, month.plusMonths(1)));
    }

    private void drop(String table) {
        LOG.infof("audit events of %s are past their time", table);
        run("drop table " + table);
    }

    private void run(String sql) {
        database.createNativeMutationQuery(sql).executeUpdate();
    }
}
