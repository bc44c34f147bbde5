package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Database;
import dev.latchkey.audit.AuditFinding.Kind;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes to the trail by hand are detected, even by the database's superuser. */
@QuarkusTest
class SealsTest {

    /** A change to each column; a new column must be added here and to what is signed. */
    private static final Map<String, String> CHANGES = Map.of(
            "type", "'SignedIn'",
            "user_id", "gen_random_uuid()",
            "session_id", "null",
            "request_id", "'request-2'",
            "network", "''",
            "actor", "null",
            "details", "'{\"a\": [\"y\", \"x\"], \"b\": 1}'",
            "mac", "decode(repeat('00', 32), 'hex')",
            "mac_key", "null",
            "occurred_at", "occurred_at + interval '1 microsecond'");

    @Inject
    Database database;

    @Inject
    SealedTrail trail;

    @Inject
    AuditCheck check;

    @Inject
    AuditMonths months;

    @BeforeEach
    void begin() {
        trail.begin();
    }

    @Test
    void whatNobodyChangedIsIntact() {
        AuditReport report = check.verify(SealedTrail.now());

        assertThat(report.findings()).isEmpty();
        assertThat(report.late()).isEmpty();
        assertThat(report.hours()).isEqualTo(3);
        assertThat(report.rows()).isEqualTo(12);
        assertThat(report.sealedUntil()).isEqualTo(SealedTrail.FIRST.plusSeconds(3 * 3600));
        assertThat(check.isInChain(report.seal())).isTrue();
        assertThat(check.isInChain("00".repeat(32))).isFalse();
    }

    @Test
    void aChangeOfAnyColumnNamesTheHourAndTheEvent() {
        assertThat(database.texts("select column_name from information_schema.columns"
                        + " where table_name = 'audit_events' and column_name <> 'id'"))
                .containsExactlyInAnyOrderElementsOf(CHANGES.keySet());
        CHANGES.forEach((column, value) -> {
            trail.begin();
            UUID victim = trail.victim();
            trail.asSuperuser("update audit_events set %s = %s where id = '%s'".formatted(column, value, victim));

            assertThat(findings())
                    .as(column)
                    .containsExactly(new AuditFinding(Kind.CHANGED, SealedTrail.SECOND, victim));
        });
    }

    @Test
    void anEventUnderAnotherIdIsOneRemovedAndOneAdded() {
        UUID victim = trail.victim();
        UUID other = UUID.randomUUID();
        trail.asSuperuser("update audit_events set id = '%s' where id = '%s'".formatted(other, victim));

        assertThat(findings())
                .containsExactlyInAnyOrder(
                        new AuditFinding(Kind.ADDED, SealedTrail.SECOND, other),
                        new AuditFinding(Kind.REMOVED, SealedTrail.SECOND, victim));
    }

    @Test
    void anEventThatIsGoneIsNamed() {
        UUID victim = trail.victim();
        trail.asSuperuser("delete from audit_events where id = '%s'".formatted(victim));

        assertThat(findings()).containsExactly(new AuditFinding(Kind.REMOVED, SealedTrail.SECOND, victim));
    }

    @Test
    void anEventThatIsGoneFromTheListTooIsStillMissedInItsHour() {
        UUID victim = trail.victim();
        String hex = victim.toString().replace("-", "");
        trail.asSuperuser("delete from audit_events where id = '%s'".formatted(victim));
        trail.asSuperuser("update audit_sealed_rows set ids = decode(replace(encode(ids, 'hex'), '%s', ''), 'hex')"
                .formatted(hex));

        assertThat(findings()).containsExactly(new AuditFinding(Kind.HOUR_CHANGED, SealedTrail.SECOND, null));
    }

    @Test
    void anEventThatWasAddedIsNamedSealedOrNot() {
        UUID sealed = add(SealedTrail.SECOND.plusSeconds(7), "null, null");
        UUID signed = add(SealedTrail.SECOND.plusSeconds(8), "mac_key, mac");
        UUID fresh = add(SealedTrail.FIRST.plusSeconds(4 * 3600), "null, null");

        assertThat(findings())
                .extracting(AuditFinding::kind, AuditFinding::event)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.ADDED, sealed),
                        org.assertj.core.groups.Tuple.tuple(Kind.ADDED, signed),
                        org.assertj.core.groups.Tuple.tuple(Kind.ADDED, fresh));
    }

    @Test
    void aSealThatWasChangedOrRemovedIsNamed() {
        String second = "where hour = '" + SealedTrail.SECOND + "'";
        for (String change : List.of(
                "row_count = 7",
                "digest = before",
                "before = digest",
                "sealed_at = now()",
                "mac_key = 7",
                "seal = digest")) {
            trail.begin();
            trail.asSuperuser("update audit_seals set " + change + " " + second);
            assertThat(findings())
                    .as(change)
                    .first()
                    .isEqualTo(new AuditFinding(Kind.SEAL_CHANGED, SealedTrail.SECOND, null));
        }
        trail.begin();
        trail.asSuperuser("delete from audit_seals " + second);
        assertThat(findings()).containsExactly(new AuditFinding(Kind.SEAL_REMOVED, SealedTrail.SECOND, null));
        trail.begin();
        trail.asSuperuser("delete from audit_seals where hour = '" + SealedTrail.FIRST + "'");
        assertThat(findings()).contains(new AuditFinding(Kind.SEAL_REMOVED, SealedTrail.SECOND, null));
    }

    @Test
    void noTriggerLetsASealBeChanged() {
        for (String change : List.of(
                "update audit_seals set row_count = 1", "delete from audit_seals", "truncate audit_seals cascade")) {
            assertThatThrownBy(() -> database.run(change)).hasMessageContaining("append-only");
        }
    }

    @Test
    void aMonthThatWasDroppedInItsTimeIsMissedByNobody() {
        asMonthOfItsOwn();
        months.turn();

        assertThat(database.texts("select id from audit_events where occurred_at < '2019-04-01Z'"))
                .isEmpty();
        assertThat(findings()).isEmpty();
        assertThat(check.verify(SealedTrail.now()).hours()).isEqualTo(3);
    }

    @Test
    void aMonthThatWasDroppedByHandIsMissed() {
        asMonthOfItsOwn();
        database.run("drop table audit_events_2019_03");

        assertThat(findings()).hasSize(9).allMatch(each -> each.kind() == Kind.REMOVED);
        database.run(
                "insert into audit_dropped_months values ('2019-03-01', now(), 1, decode(repeat('00', 32), 'hex'))");
        assertThat(findings())
                .hasSize(10)
                .first()
                .extracting(AuditFinding::kind)
                .isEqualTo(Kind.MONTH_CHANGED);
    }

    @Test
    void anEventThatCameTooLateIsToldButIsNoFault() {
        UUID late = trail.append(SealedTrail.SECOND.plusSeconds(9));

        assertThat(findings()).isEmpty();
        assertThat(check.verify(SealedTrail.now()).late()).containsExactly(late);
    }

    @Test
    void anHourIsSealedOnlyWhenNothingCanComeAnyMore() {
        Instant end = SealedTrail.FIRST.plusSeconds(4 * 3600);

        trail.sealUntil(end.plus(AuditSeals.LAG).minusSeconds(1));
        assertThat(check.verify(SealedTrail.now()).hours()).isEqualTo(3);
        trail.sealUntil(end.plus(AuditSeals.LAG).plusSeconds(1));
        assertThat(check.verify(SealedTrail.now()).hours()).isEqualTo(4);
    }

    @Test
    void aRowWithoutAMacIsAFindingBeforeTheFirstSealToo() {
        UUID row = add(SealedTrail.FIRST.minusSeconds(60), "null, null");

        assertThat(findings()).containsExactly(new AuditFinding(Kind.ADDED, SealedTrail.FIRST.minusSeconds(3600), row));
    }

    private List<AuditFinding> findings() {
        return check.verify(SealedTrail.now()).findings();
    }

    /** Adds a copy of the victim under another id and at another time. */
    private UUID add(Instant at, String mac) {
        UUID id = UUID.randomUUID();
        database.run(("insert into audit_events (id, occurred_at, type, user_id, mac_key, mac)"
                        + " select '%s', '%s', type, user_id, %s from audit_events where id = '%s'")
                .formatted(id, at, mac, trail.victim()));
        return id;
    }

    /** Moves the rows into a partition, as if it had been created in time. */
    private void asMonthOfItsOwn() {
        database.run("create table audit_events_2019_03 (like audit_events including all)");
        database.run("insert into audit_events_2019_03 select * from audit_events");
        trail.asSuperuser("delete from audit_events");
        database.run("alter table audit_events attach partition audit_events_2019_03"
                + " for values from ('2019-03-01Z') to ('2019-04-01Z')");
    }
}
