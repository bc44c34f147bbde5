package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Database;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Events cannot be changed, and are kept for as long as configured. */
@QuarkusTest
class AuditTrailTest {

    private static final String PARTITIONS =
            "select cast(inhrelid::regclass as text) from pg_inherits where inhparent = 'audit_events'::regclass order by 1";

    @Inject
    Database database;

    @Inject
    AuditTrail trail;

    @Inject
    AuditMonths months;

    @Test
    void anEventIsWrittenWithWhatMadeItHappenOrNotAtAll() {
        UUID user = UUID.randomUUID();

        QuarkusTransaction.requiringNew().run(() -> trail.record(AuditEvent.ALL_SESSIONS_ENDED, user, null));
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    trail.record(AuditEvent.SESSION_ENDED, user, null);
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThatThrownBy(() -> trail.record(AuditEvent.SESSION_ENDED, user, null))
                .hasMessageContaining("ransaction");

        assertThat(database.texts("select type from audit_events where user_id = ?", user))
                .containsExactly("AllSessionsEnded");
    }

    @Test
    void nobodyChangesItOrTakesItAway() {
        UUID user = UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> trail.record(AuditEvent.ALL_SESSIONS_ENDED, user, null));

        assertThatThrownBy(() -> database.run("update audit_events set user_id = null where user_id = ?", user))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> database.run("delete from audit_events where user_id = ?", user))
                .hasMessageContaining("append-only");
        months.turn();
        for (String table : database.texts(PARTITIONS)) {
            assertThatThrownBy(() -> database.run("truncate " + table)).hasMessageContaining("append-only");
        }
        assertThatThrownBy(() -> database.run("truncate audit_events")).hasMessageContaining("append-only");
    }

    @Test
    void aMonthHasATableOfItsOwnAheadOfTimeAndUntilItsTimeIsOver() {
        database.run("create table audit_events_2019_03 partition of audit_events"
                + " for values from ('2019-03-01Z') to ('2019-04-01Z')");
        database.run(
                "insert into audit_events (id, occurred_at, type) values (gen_random_uuid(), '2019-03-31T23:59:59Z', 'Old')");

        months.turn();
        months.turn();

        YearMonth now = YearMonth.now(ZoneOffset.UTC);
        assertThat(database.texts(PARTITIONS))
                .contains("audit_events_other", table(now), table(now.plusMonths(1)), table(now.plusMonths(2)))
                .doesNotContain("audit_events_2019_03");
        assertThat(database.texts("select id from audit_events where type = 'Old'"))
                .isEmpty();
    }

    @Test
    void aMonthThatCannotBeMadeKeepsNoOtherFromItsTurn() {
        YearMonth now = YearMonth.now(ZoneOffset.UTC);
        months.turn();
        database.run("drop table " + table(now.plusMonths(2)));
        database.run("drop table " + table(now.plusMonths(1)));
        database.run(
                "insert into audit_events (id, occurred_at, type) values (gen_random_uuid(), cast(? as timestamptz), 'Early')",
                now.plusMonths(1) + "-15T00:00:00Z");

        months.turn();

        assertThat(database.texts(PARTITIONS))
                .contains(table(now.plusMonths(2)))
                .doesNotContain(table(now.plusMonths(1)));
        database.run("alter table audit_events_other disable trigger user");
        database.run("delete from audit_events_other where type = 'Early'");
        database.run("alter table audit_events_other enable trigger user");
        months.turn();
        assertThat(database.texts(PARTITIONS)).contains(table(now.plusMonths(1)));
    }

    private static String table(YearMonth month) {
        return "audit_events_" + month.toString().replace('-', '_');
    }
}
