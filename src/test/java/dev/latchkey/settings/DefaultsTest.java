package dev.latchkey.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import dev.latchkey.audit.AuditConfig;
import dev.latchkey.capacity.CapacityConfig;
import dev.latchkey.crypto.CryptoConfig;
import dev.latchkey.database.DatabaseConfig;
import dev.latchkey.http.HttpConfig;
import dev.latchkey.key.KeyAlgorithm;
import dev.latchkey.key.KeyConfig;
import dev.latchkey.password.PasswordConfig;
import dev.latchkey.password.bcrypt.BcryptEngine;
import dev.latchkey.session.SessionConfig;
import dev.latchkey.token.TokenConfig;
import dev.latchkey.token.TokenType;
import dev.latchkey.webhook.WebhookConfig;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

/** The defaults of all settings match docs/settings.md. */
@QuarkusTest
class DefaultsTest {

    @Inject
    PasswordConfig password;

    @Inject
    CapacityConfig capacity;

    @Inject
    KeyConfig key;

    @Inject
    TokenConfig token;

    @Inject
    SessionConfig session;

    @Inject
    AuditConfig audit;

    @Inject
    WebhookConfig webhook;

    @Inject
    HttpConfig http;

    @Inject
    CryptoConfig crypto;

    @Inject
    DatabaseConfig databaseSettings;

    @Inject
    Config config;

    @Inject
    Database database;

    @Test
    void settingsHaveTheirDefaults() {
        assertThat(password.cost()).isEqualTo(10);
        assertThat(password.engine()).isEqualTo(BcryptEngine.TWIN);
        assertThat(capacity.threads()).isEmpty();
        assertThat(capacity.queuePerThread()).isEqualTo(44);
        assertThat(key.maxAge()).isEqualTo(Duration.ofMinutes(5));
        assertThat(key.lifetime()).isEqualTo(Duration.ofDays(30));
        assertThat(key.algorithm()).isEqualTo(KeyAlgorithm.ES256);
        assertThat(key.sharedSecret()).isEmpty();
        assertThat(key.sharedSecretFile()).isEmpty();
        assertThat(token.type()).isEqualTo(TokenType.JWT);
        assertThat(token.clientId()).isEqualTo("latchkey");
        assertThat(token.lifetime()).isEqualTo(Duration.ofHours(1));
        assertThat(token.audience()).containsExactly("latchkey");
        assertThat(token.profileClaims()).isEmpty();
        assertThat(session.lifetime()).isEqualTo(Duration.ofDays(30));
        assertThat(session.idleLifetime()).isEqualTo(Duration.ofDays(14));
        assertThat(session.refreshGrace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(session.revocationDelay()).isEqualTo(Duration.ofSeconds(10));
        assertThat(audit.months()).isEqualTo(12);
        assertThat(webhook.privateTargets()).isFalse();
        assertThat(http.cors().origins()).isEmpty();
        assertThat(http.trustedProxies()).isEmpty();
        assertThat(http.traces().endpoint()).isEmpty();
        assertThat(crypto.secretFile()).isEmpty();
        assertThat(databaseSettings.passwordFile()).isEmpty();
        assertThat(databaseSettings.pooler()).isEmpty();
    }

    @Test
    void hibernateValidatesAndChangesNothing() {
        assertThat(config.getValue("quarkus.hibernate-orm.schema-management.strategy", String.class))
                .isEqualTo("validate");
    }

    @Test
    void everyTimeHasAZone() {
        assertThat(database.texts("select table_name || '.' || column_name from information_schema.columns"
                        + " where table_schema = 'public' and data_type like 'timestamp without%'"
                        + " and table_name <> 'flyway_schema_history'"))
                .isEmpty();
    }

    @Test
    void everyConstraintHasANameOfItsOwn() {
        assertThat(database.texts("select conname from pg_constraint where connamespace = 'public'::regnamespace"
                        // PostgreSQL names a partition's constraints after the partition
                        + " and conparentid = 0 and contype in ('p', 'u', 'f', 'c') and conrelid <> 'flyway_schema_history'::regclass"
                        + " and conname ~ '_(pkey|key|fkey|check)$'"))
                .isEmpty();
    }

    @Test
    void everyForeignKeyHasAnIndexThatFitsIt() {
        assertThat(database.texts("select c.conname from pg_constraint c where c.contype = 'f'"
                        + " and c.connamespace = 'public'::regnamespace and not exists (select from pg_index i"
                        + " where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1])"))
                .isEmpty();
    }
}
