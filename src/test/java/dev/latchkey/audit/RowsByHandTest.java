package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import dev.latchkey.audit.AuditFinding.Kind;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C4: a row inserted by hand is a finding regardless of its content and time; no value aborts the verification. */
@QuarkusTest
@DisplayName("C4: rows put in by hand are findings")
class RowsByHandTest {

    private static final String ROW =
            "insert into audit_events (id, occurred_at, type) values (gen_random_uuid(), '%s', 'SignedIn')";

    @Inject
    Database database;

    @Inject
    SealedTrail trail;

    @Inject
    AuditCheck check;

    @Inject
    AuditSearch search;

    @BeforeEach
    void begin() {
        trail.begin();
        assertThat(kinds()).isEmpty();
    }

    @AfterEach
    void leaveNoRow() {
        trail.asSuperuser("truncate audit_events, audit_seals, audit_sealed_rows, audit_dropped_months");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2019-03-10T09:59:59Z",
                "2019-03-10T10:00:00Z",
                "1970-01-01T00:00:00Z",
                "0001-01-01T00:00:00Z",
                "4713-01-01 00:00:00 BC",
                "0044-03-15 00:00:00 BC",
                "9999-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "10000-01-01T00:00:00Z",
                "294276-12-31 23:59:59.999999",
                "infinity",
                "-infinity",
            })
    void aRowPutInByHandIsAFindingWhateverItsTime(String time) {
        database.run(ROW.formatted(time));

        assertThat(kinds()).containsExactly(Kind.ADDED);
        assertThat(check.verify(SealedTrail.now()).rows()).isEqualTo(13);

        trail.asSuperuser(
                "update audit_events set mac = decode(repeat('00', 32), 'hex'), mac_key = 1 where type = 'SignedIn'");
        assertThat(kinds()).hasSize(1).containsAnyOf(Kind.ADDED, Kind.CHANGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into audit_seals select '294276-12-31 23:00Z', row_count, digest, before, sealed_at, mac_key, seal"
                        + " from audit_seals order by hour limit 1",
                "insert into audit_seals select '4713-01-01 00:00Z BC', row_count, digest, before, 'infinity', mac_key, seal"
                        + " from audit_seals order by hour limit 1",
                "update audit_seals set sealed_at = '-infinity'",
                "insert into audit_dropped_months values ('infinity', 'infinity', 1, '')",
                "insert into audit_dropped_months values ('-infinity', '-infinity', 7, '')",
                "update audit_events set details = cast('{\"a\": 1' || repeat('0', 5000) || '}' as jsonb)",
                "update audit_events set details = cast(repeat('{\"a\":', 1500) || '1' || repeat('}', 1500) as jsonb)",
                "update audit_events set actor = repeat('x', 100000), mac = ''",
            })
    void noValueOfASuperusersEndsTheCheck(String tampering) {
        trail.asSuperuser(tampering);

        assertThat(kinds()).isNotEmpty();
    }

    @Test
    void aRowInAPartitionThatWasTakenOffAndPutBackIsAFinding() {
        database.run("create table audit_events_2031_05 partition of audit_events"
                + " for values from ('2031-05-01Z') to ('2031-06-01Z')");
        database.run("alter table audit_events detach partition audit_events_2031_05");
        database.run(ROW.formatted("2031-05-05T00:00:00Z").replace("audit_events", "audit_events_2031_05"));
        database.run("alter table audit_events attach partition audit_events_2031_05"
                + " for values from ('2031-05-01Z') to ('2031-06-01Z')");
        try {
            assertThat(kinds()).containsExactly(Kind.ADDED);
        } finally {
            database.run("drop table audit_events_2031_05");
        }
    }

    @Test
    void theDefaultPartitionTakenOffIsAFinding() {
        database.run("alter table audit_events detach partition audit_events_other");
        try {
            assertThat(kinds()).contains(Kind.REMOVED);
        } finally {
            database.run("alter table audit_events attach partition audit_events_other default");
        }
    }

    @Test
    void oneRowOfAnyTimeKeepsNobodyFromReadingTheOthers() {
        for (String time : List.of("infinity", "294276-12-31 23:59:59.999999", "0044-03-15 BC", "-infinity")) {
            database.run(ROW.formatted(time));
        }

        assertThat(search.latest(new AuditSearch.Wanted(null, null, null, null), 100))
                .hasSize(16);
    }

    private List<Kind> kinds() {
        return check.verify(SealedTrail.now()).findings().stream()
                .map(AuditFinding::kind)
                .toList();
    }
}
