package dev.latchkey.webhook;

import dev.latchkey.config.StartRefusal;
import dev.latchkey.crypto.Encryption;
import dev.latchkey.crypto.Randomness;
import dev.latchkey.crypto.RootSecret;
import dev.latchkey.crypto.RootSecret.Purpose;
import dev.latchkey.database.Scalars;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Stores endpoints in the database, with encrypted secrets. Safe for use by several threads. */
@ApplicationScoped
class EndpointRows {

    private final StatelessSession database;
    private final Encryption encryption;

    EndpointRows(StatelessSession database, RootSecret secret, Randomness randomness) {
        this.database = database;
        this.encryption = new Encryption(secret, Purpose.WEBHOOK, randomness, "webhook");
    }

    /** Encrypts secrets under the newest root secret if they are under another one. */
    @Transactional
    void encryptAnew(@Observes StartupEvent start) {
        List<UUID> old = Scalars.list(
                database.createNativeQuery(
                                "select id from webhook_endpoints where secret_id <> :secret for update", Tuple.class)
                        .setParameter("secret", encryption.secretId()),
                UUID.class);
        for (UUID id : old) {
            Endpoint endpoint = StartRefusal.unless(() -> find(id).orElseThrow());
            database.createNativeMutationQuery(
                            "update webhook_endpoints set secret = :secret, secret_id = :secretId where id = :id")
                    .setParameter("secret", encryption.encrypt(id.toString(), endpoint.secret()))
                    .setParameter("secretId", encryption.secretId())
                    .setParameter("id", id)
                    .executeUpdate();
        }
    }

    @Transactional
    Optional<Endpoint> find(UUID id) {
        return database
                .createNativeQuery(
                        "select id, url, secret, secret_id from webhook_endpoints where id = :id", Tuple.class)
                .setParameter("id", id)
                .list()
                .stream()
                .findFirst()
                .map(row -> new Endpoint(
                        id,
                        row.get("url", String.class),
                        encryption.decrypt(
                                id.toString(), row.get("secret_id", String.class), row.get("secret", byte[].class))));
    }

    @Transactional
    void insert(Endpoint endpoint, List<String> events) {
        database.createNativeMutationQuery(
                        "insert into webhook_endpoints (id, url, events, secret, secret_id, created_at)"
                                + " values (:id, :url, string_to_array(:events, ','), :secret, :secretId, now())")
                .setParameter("id", endpoint.id())
                .setParameter("url", endpoint.url())
                .setParameter("events", String.join(",", events))
                .setParameter("secret", encryption.encrypt(endpoint.id().toString(), endpoint.secret()))
                .setParameter("secretId", encryption.secretId())
                .executeUpdate();
    }
}
