package dev.latchkey.audit;

import static dev.latchkey.Api.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Database;
import dev.latchkey.audit.AuditFinding.Kind;
import dev.latchkey.crypto.Randomness;
import dev.latchkey.crypto.RootSecret;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C4: anything missing from the trail is a finding, and every row is checked whatever its time is. */
@QuarkusTest
@DisplayName("C4: absence is never trusted by audit verify")
class AbsenceTest {

    @Inject
    Database database;

    @Inject
    SealedTrail trail;

    @Inject
    AuditCheck check;

    @Inject
    DataSource source;

    @Inject
    StatelessSession stateless;

    @Inject
    Randomness randomness;

    @ConfigProperty(name = "latchkey.secret")
    String secret;

    @BeforeEach
    void begin() {
        database.run("drop table if exists kept_keys");
        database.run("create table kept_keys as select * from audit_keys");
        trail.begin();
        assertThat(kinds()).isEmpty();
    }

    @AfterEach
    void keepKeys() {
        trail.asSuperuser("delete from audit_keys; insert into audit_keys select * from kept_keys");
        database.run("drop table kept_keys");
        trail.asSuperuser("truncate audit_events, audit_seals, audit_sealed_rows, audit_dropped_months");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SEAL_REMOVED      | delete from audit_seals",
                "SEAL_REMOVED      | delete from audit_seals; delete from audit_sealed_rows",
                "SEAL_REMOVED      | truncate audit_seals, audit_sealed_rows; update audit_events set mac = null, mac_key = null",
                "ADDED             | truncate audit_seals, audit_sealed_rows; update audit_events set mac = null, mac_key = null",
                "ADDED             | update audit_events set mac = null, mac_key = null where occurred_at > '2019-03-10T13:00:00Z'",
                "SEAL_REMOVED      | truncate audit_seals, audit_sealed_rows, audit_events",
                "REMOVED           | truncate audit_seals, audit_sealed_rows, audit_events",
                "REMOVED           | truncate audit_events",
                "SEAL_REMOVED      | delete from audit_seals where hour = '2019-03-10T10:00:00Z'",
                "NOT_SEALED        | delete from audit_seals",
                "HOUR_CHANGED      | truncate audit_sealed_rows",
                "HOUR_CHANGED      | delete from audit_sealed_rows where hour = '2019-03-10T11:00:00Z'",
                "HOUR_CHANGED      | update audit_sealed_rows set ids = ''",
                "KEY_REMOVED       | delete from audit_keys",
                "KEY_REMOVED       | truncate audit_keys, audit_seals, audit_sealed_rows, audit_events",
                "KEY_CHANGED       | update audit_keys set key = decode(repeat('00', 60), 'hex')",
                "KEY_CHANGED       | update audit_keys set key = ''",
                "KEY_CHANGED       | update audit_keys set secret_id = 'x'",
                "BEGINNING_REMOVED | delete from audit_beginning",
                "BEGINNING_REMOVED | truncate audit_beginning, audit_keys, audit_seals, audit_sealed_rows, audit_events",
                "BEGINNING_REMOVED | truncate audit_beginning; insert into audit_beginning default values",
                "BEGINNING_CHANGED | update audit_beginning set hour = hour + interval '1 hour'",
                "BEGINNING_CHANGED | update audit_beginning set hour = 'infinity', made_at = '-infinity'",
                "BEGINNING_CHANGED | update audit_beginning set made_at = made_at + interval '1 second'",
                "BEGINNING_CHANGED | update audit_beginning set state = 'UPGRADED'",
                "BEGINNING_CHANGED | update audit_beginning set mac = decode(repeat('00', 32), 'hex')",
            })
    void whatIsTakenAwayIsAFinding(Kind expected, String tampering) {
        registered();
        if (tampering.contains("audit_events,") || tampering.endsWith("audit_events")) {
            // removes what the registration has just written too
            trail.asSuperuser(tampering);
        }

        trail.asSuperuser(tampering);

        assertThat(kinds()).contains(expected);
    }

    @Test
    void aTrailThatBeginsAfterAUserOrASigningKeyWasMadeIsAFinding() {
        registered();
        trail.asSuperuser("truncate audit_events, audit_seals, audit_sealed_rows");
        Instant later = Instant.now().plus(Duration.ofDays(1));
        trail.beginAt(later.truncatedTo(java.time.temporal.ChronoUnit.HOURS));

        assertThat(check.verify(later).findings())
                .extracting(AuditFinding::kind)
                .contains(Kind.BEGINNING_LATE);
    }

    @Test
    void aTrailThatARestartBeganAnewIsAFinding() {
        registered();
        trail.asSuperuser("truncate audit_events, audit_seals, audit_sealed_rows, audit_keys, audit_beginning");

        AuditKeys restarted = restart();

        assertThat(kinds()).contains(Kind.BEGINNING_CHANGED, Kind.KEY_CHANGED);
        // as in a command, which has never known the former key
        assertThat(new AuditCheck(source, restarted, Clock.systemUTC())
                        .verify(SealedTrail.now())
                        .findings())
                .extracting(AuditFinding::kind)
                .contains(Kind.BEGINNING_LATE);
    }

    @Test
    void aBeginningThatWasRemovedIsNotMadeAgainByARestart() {
        trail.asSuperuser("truncate audit_beginning");

        restart();

        assertThat(kinds()).containsExactly(Kind.BEGINNING_REMOVED);
    }

    @Test
    void anEmptyTrailIsNotThatOfTheVersionBefore() {
        registered();
        trail.asSuperuser("truncate audit_events, audit_seals, audit_sealed_rows, audit_beginning;"
                + " insert into audit_beginning default values");

        restart();

        assertThat(check.verify().findings()).extracting(AuditFinding::kind).contains(Kind.BEGINNING_LATE);
    }

    @Test
    void theTrailOfTheVersionBeforeGetsTheBeginningThatItsSealsHave() {
        trail.asSuperuser("truncate audit_beginning; insert into audit_beginning default values");

        restart();

        assertThat(kinds()).isEmpty();
        assertThat(check.verify(SealedTrail.now()).beginning()).isEqualTo(SealedTrail.FIRST);
        assertThat(database.text("select state from audit_beginning")).isEqualTo("UPGRADED");
    }

    @Test
    void anHourWithoutASealIsAFindingWhenItIsOverForTwoHours() {
        Instant due = SealedTrail.FIRST.plus(Duration.ofHours(4)).plus(Verification.SEALED_AFTER);

        assertThat(check.verify(due).findings()).isEmpty();
        assertThat(check.verify(due.plusSeconds(1)).findings())
                .containsExactly(new AuditFinding(Kind.NOT_SEALED, SealedTrail.FIRST.plus(Duration.ofHours(3)), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "truncate audit_beginning",
                "delete from audit_beginning",
                "update audit_beginning set hour = now()",
                "truncate audit_keys",
                "delete from audit_keys",
                "update audit_keys set id = id + 1",
                "update audit_keys set made_under = 'x'",
                "truncate audit_sealed_rows",
                "update audit_sealed_rows set ids = ''",
                "delete from audit_sealed_rows",
                "truncate audit_dropped_months",
            })
    void aTriggerRefusesWhatOnlyASuperuserCanDo(String change) {
        assertThatThrownBy(() -> database.run(change)).hasStackTraceContaining("append-only");
    }

    private AuditKeys restart() {
        AuditKeys keys = new AuditKeys(stateless, RootSecret.parse(secret), randomness);
        QuarkusTransaction.requiringNew().run(() -> keys.load(new StartupEvent()));
        return keys;
    }

    private List<Kind> kinds() {
        return check.verify(SealedTrail.now()).findings().stream()
                .map(AuditFinding::kind)
                .toList();
    }
}
