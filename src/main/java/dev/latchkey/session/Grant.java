package dev.latchkey.session;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Query;
import jakarta.persistence.Table;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * What one client may do in a session, until either ends. Mapped read-only to the view of all grants; the row is in {@code sessions} or
 * {@code client_grants}, depending on the kind of its {@link GrantId}.
 */
@Entity
@Immutable
@Table(name = "grants")
class Grant extends PanacheEntityBase {

    /** Inserts nothing if the session is over: a trigger of {@code V21__…} decides, with the session's row locked. */
    private static final String OPEN = """
            with opened as (
                insert into client_grants (id, session_id, client_id, scope, audience, tokens_end_at)
                select :id, s.id, :client, :scope, cast(:audience as text[]),
                    least(s.expires_at, now() + :tokenSeconds * interval '1 second')
                from sessions s
                where s.id = :session
                returning session_id, status_index
            )
            select o.status_index, coalesce(s.auth_time, s.created_at) as auth_time,
                coalesce(s.amr_values, array[s.amr]) as amr_values, s.expires_at,
                cast(extract(epoch from s.expires_at - now()) as float8) as seconds_left
            from opened o join sessions s on s.id = o.session_id""";

    private static final String END_REUSED_OF_SESSION = """
            update sessions
            set ended_at = now()
            where id = :grant and ended_at is null and expires_at > now() and generation > :presented
            returning user_id, id as session_id""";

    private static final String END_REUSED_OF_CLIENT = """
            update client_grants g
            set ended_at = now()
            from sessions s
            where g.id = :grant and g.client_id = :client and g.ended_at is null and g.generation > :presented
                and s.id = g.session_id and s.ended_at is null and s.expires_at > now()
            returning s.user_id, s.id as session_id""";

    @Id
    private UUID id;

    @Column(name = "session_id", nullable = false)
    private UUID sessionId;

    @Column(name = "client_id", nullable = false)
    private String clientId;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "refreshed_at", nullable = false)
    private Instant refreshedAt;

    /** For Hibernate. */
    protected Grant() {}

    /** The user and the session of a grant that was ended. */
    record Ended(UUID userId, UUID sessionId) {}

    /** Opens a grant and returns what its tokens contain; empty if there is no such open session. */
    static Optional<Tuple> open(UUID id, UUID sessionId, ClientAccess access, double tokenSeconds) {
        List<?> rows = getEntityManager()
                .createNativeQuery(OPEN, Tuple.class)
                .setParameter("id", id)
                .setParameter("client", access.clientId())
                .setParameter("scope", access.scope())
                .setParameter("audience", access.audience().toArray(String[]::new))
                .setParameter("tokenSeconds", tokenSeconds)
                .setParameter("session", sessionId)
                .getResultList();
        return rows.stream().map(Tuple.class::cast).findFirst();
    }

    /** Ends a grant that has a row of its own, and no other grant of its session. */
    static boolean end(UUID id) {
        return getEntityManager()
                        .createNativeQuery(
                                "update client_grants set ended_at = now() where id = :id and ended_at is null")
                        .setParameter("id", id)
                        .executeUpdate()
                == 1;
    }

    /**
     * Ends the grant of a token that is older than the current one, after the database has refused the refresh by its own clock. The grant
     * of the built-in client ends with its session. Empty if the token is not older, or the grant is already over.
     */
    static Optional<Ended> endReused(RefreshTokens.Presented token, String clientId) {
        boolean ofSession = token.grant().kind() == GrantId.Kind.OF_SESSION;
        Query query = getEntityManager()
                .createNativeQuery(ofSession ? END_REUSED_OF_SESSION : END_REUSED_OF_CLIENT, Tuple.class)
                .setParameter("grant", token.grant().id())
                .setParameter("presented", token.generation());
        if (!ofSession) {
            query.setParameter("client", clientId);
        }
        List<?> rows = query.getResultList();
        return rows.stream()
                .map(Tuple.class::cast)
                .map(row -> new Ended(row.get("user_id", UUID.class), row.get("session_id", UUID.class)))
                .findFirst();
    }

    /** Returns the session of a grant of the built-in client; empty for another client's grant. */
    static Optional<UUID> sessionOfBuiltIn(GrantId grant) {
        return switch (grant.kind()) {
            case OF_SESSION -> Optional.of(grant.id());
            case OF_CLIENT ->
                Grant.<Grant>find("id = ?1 and clientId = ?2", grant.id(), GrantId.BUILT_IN_CLIENT)
                        .firstResultOptional()
                        .map(found -> found.sessionId);
        };
    }
}
