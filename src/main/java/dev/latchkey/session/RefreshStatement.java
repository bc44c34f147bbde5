package dev.latchkey.session;

/**
 * The single SQL statement of a refresh, one for each table that has grants. It compares the generation, sets the next one, and reads the
 * subject of the access token. It finds one row by its primary key and writes only that row.
 *
 * <p>Each rule is a named constant. The grant is {@code g}; {@code expires_at} is its session's; the parameters have the names in
 * {@link #ASKED}. All times are the database's, the one clock that all replicas share.
 */
final class RefreshStatement {

    /** The session's absolute end has passed. */
    private static final String COMPLETELY_EXPIRED = "expires_at <= now()";

    /** The grant was not refreshed for too long. */
    private static final String EXPIRED_BECAUSE_UNUSED = "g.refreshed_at <= now() - idle_lifetime";

    /**
     * The token is the current one, and the grant moves on. A generation ahead of the stored one is genuine too, because the token has our
     * MAC: the database has lost a commit in a fail-over, and catches up.
     */
    private static final String NOT_USED_YET = "g.generation < next_generation";

    /**
     * Another call has used the token within the refresh grace (30 s by default); both calls get the same successor. Compared with
     * {@code clock_timestamp()}, because a statement that has waited for the row began before the row was updated.
     */
    private static final String ALLOWED_TO_REUSE =
            "g.generation = next_generation and g.refreshed_at > clock_timestamp() - reuse_interval";

    /** The parameters, in their order. */
    private static final String ASKED = """
            (select
                    cast(? as uuid) as grant_id,
                    cast(? as integer) as next_generation,
                    ? * interval '1 second' as token_lifetime,
                    ? * interval '1 second' as idle_lifetime,
                    ? * interval '1 second' as reuse_interval) asked""";

    /** For the grant of the built-in client, which is in its session's row. */
    static final String OF_SESSION = statement("sessions", ASKED, "g", "g.ended_at is null");

    /** For every other grant. It has one more parameter, the last: the client that the refresh token must have been issued to. */
    static final String OF_CLIENT_GRANT = statement(
            "client_grants",
            "sessions s, " + ASKED,
            "s",
            "s.id = g.session_id and g.ended_at is null and s.ended_at is null and g.client_id = ?");

    private RefreshStatement() {}

    private static String statement(String table, String from, String session, String isOpen) {
        return "with refreshed as (update " + table + " g set"
                + " generation = next_generation,"
                + " refreshed_at = case when " + NOT_USED_YET + " then now() else g.refreshed_at end,"
                + " tokens_end_at = greatest(g.tokens_end_at, least(expires_at, now() + token_lifetime))"
                + " from " + from
                + " where g.id = grant_id and " + isOpen
                + " and not (" + COMPLETELY_EXPIRED + ")"
                + " and not (" + EXPIRED_BECAUSE_UNUSED + ")"
                + " and (" + NOT_USED_YET + " or " + ALLOWED_TO_REUSE + ")"
                + " returning " + returned(session) + ")"
                + " select r.*, u.username, u.profile, u.roles, u.permissions"
                + " from refreshed r join subjects u on u.user_id = r.user_id";
    }

    /** Fills in {@code auth_time} and {@code amr_values}, which sessions of the previous version do not have. */
    private static String returned(String session) {
        return session + ".id as session_id, " + session + ".user_id,"
                + " coalesce(auth_time, " + session + ".created_at) as auth_time,"
                + " coalesce(amr_values, array[amr]) as amr_values,"
                + " expires_at, cast(extract(epoch from expires_at - now()) as float8) as seconds_left,"
                + " g.status_index, g.refreshed_at = now() as moved";
    }
}
