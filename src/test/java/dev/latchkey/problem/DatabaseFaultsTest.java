package dev.latchkey.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** D9: the start, commands and requests share one classification. */
class DatabaseFaultsTest {

    @ParameterizedTest
    @CsvSource({
        "28P01, WRONG_PASSWORD",
        "28000, ROLE_REFUSED",
        "3D000, NO_SUCH_DATABASE",
        "3F000, NO_SUCH_SCHEMA",
        "42501, NOT_PERMITTED",
        "25006, READ_ONLY",
        "53300, OUT_OF_CONNECTIONS",
        "53100, OUT_OF_RESOURCES",
        "58030, OUT_OF_RESOURCES",
        "57P01, STARTING_OR_STOPPING",
        "57P03, STARTING_OR_STOPPING",
        "25P03, STARTING_OR_STOPPING",
        "40001, CONFLICT",
        "40P01, CONFLICT",
        "55P03, BUSY",
        "57014, BUSY",
        "42P05, POOLER",
        "26000, POOLER",
        "08P01, PROTOCOL",
        "08006, CONNECTION_LOST",
        "08004, TLS"
    })
    void anSqlStateIsToldApartAndNamed(String state, DatabaseFault fault) {
        // wrapped as by the layers above
        Exception wrapped = new IllegalStateException(new SQLException("outer", null, new SQLException("said", state)));

        assertThat(DatabaseFaults.find(wrapped)).hasValueSatisfying(found -> {
            assertThat(found.fault()).isEqualTo(fault);
            assertThat(found.sentence("db:5432/latchkey"))
                    .startsWith("the database db:5432/latchkey ")
                    .contains("(SQLSTATE " + state + ")")
                    .endsWith(".");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22001", "42703", "42P01", "LK001", "0A000"})
    void aStatementOfOursIsNoFaultOfTheDatabase(String state) {
        assertThat(DatabaseFaults.find(new SQLException("said", state))).isEmpty();
        assertThat(DatabaseFaults.isUnavailable(new IllegalStateException("no database at all")))
                .isFalse();
    }

    @Test
    void theNetworkIsToldApart() {
        assertThat(ofNetwork(new UnknownHostException("db"))).isEqualTo(DatabaseFault.UNKNOWN_HOST);
        assertThat(ofNetwork(new NoRouteToHostException("No route to host"))).isEqualTo(DatabaseFault.NO_ROUTE);
        assertThat(ofNetwork(new ConnectException("Network is unreachable"))).isEqualTo(DatabaseFault.NO_ROUTE);
        assertThat(ofNetwork(new ConnectException("Connection refused"))).isEqualTo(DatabaseFault.CONNECTION_REFUSED);
        assertThat(ofNetwork(new SocketTimeoutException("Connect timed out"))).isEqualTo(DatabaseFault.TIMED_OUT);
        assertThat(ofNetwork(new SSLHandshakeException("PKIX path building failed")))
                .isEqualTo(DatabaseFault.TLS);
        assertThat(ofNetwork(new FileNotFoundException("ca.crt"))).isEqualTo(DatabaseFault.TLS);
        assertThat(ofNetwork(new CertificateException("expired"))).isEqualTo(DatabaseFault.TLS);
        assertThat(ofNetwork(new SQLException("The hostname db could not be verified by hostnameverifier X", "08006")))
                .isEqualTo(DatabaseFault.TLS);
    }

    @Test
    void onlyAConnectionThatThePoolDidNotGiveIsAFaultOfThePool() {
        for (String message : List.of(
                "Sorry, acquisition timeout!",
                "Acquisition timeout while waiting for new connection",
                "Acquisition timeout on health check",
                "This pool is closed and does not handle any more connections!")) {
            assertThat(DatabaseFaults.find(new IllegalStateException(new SQLException(message))))
                    .as(message)
                    .hasValueSatisfying(found -> assertThat(found.what("db"))
                            .isEqualTo("the database db gave no connection in time (SQLSTATE none)"));
        }
        for (String message : Arrays.asList(
                "PreparedStatement is closed",
                "Attempting to commit while taking part in a transaction",
                "Connection acquired without transaction.",
                "Not Supported",
                "",
                null)) {
            assertThat(DatabaseFaults.find(new IllegalStateException(new SQLException(message))))
                    .as(message)
                    .isEmpty();
        }
        assertThat(DatabaseFaults.find(new SQLException("Failed", new SQLException("said", "57P03"))))
                .hasValueSatisfying(found -> assertThat(found.fault()).isEqualTo(DatabaseFault.STARTING_OR_STOPPING));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:5432/latchkey, db:5432/latchkey",
        "jdbc:postgresql://db/latchkey?user=me&password=hunter2, db/latchkey",
        "jdbc:postgresql://me:hunter2@db:5432/latchkey, db:5432/latchkey",
        "jdbc:postgresql://[2001:db8::1]:5432/latchkey?sslmode=require, [2001:db8::1]:5432/latchkey",
        "'jdbc:postgresql://a:1,b:2/latchkey?x=y/z', 'a:1,b:2/latchkey'",
        "jdbc:postgresql:latchkey, localhost/latchkey",
        "jdbc:mysql://db/latchkey?password=hunter2, at LATCHKEY_DB_URL"
    })
    void aPlaceIsHostPortAndDatabaseAndNoSecret(String url, String place) {
        assertThat(DatabaseFaults.place(url)).isEqualTo(place);
    }

    @ParameterizedTest
    @EnumSource(DatabaseFault.class)
    void eachSaysWhatToDo(DatabaseFault fault) {
        assertThat(fault.what()).isNotBlank().doesNotEndWith(".");
        assertThat(fault.cure()).matches("[A-Z].*\\.");
    }

    private static DatabaseFault ofNetwork(Exception cause) {
        return DatabaseFaults.find(new SQLException("The connection attempt failed.", "08001", cause))
                .orElseThrow()
                .fault();
    }
}
