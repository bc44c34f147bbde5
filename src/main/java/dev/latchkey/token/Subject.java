package dev.latchkey.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What an access token is issued for: a user and a session.
 *
 * @param userId becomes {@code sub}
 * @param username becomes {@code upn} and {@code username}
 * @param roles become {@code groups}
 * @param permissions become {@code permissions}
 * @param profile the user's profile; the members that the operator configures become claims
 * @param session the session in which the token is issued
 */
public record Subject(
        UUID userId,
        String username,
        List<String> roles,
        List<String> permissions,
        ObjectNode profile,
        Session session) {

    /**
     * The session that a token belongs to.
     *
     * @param id becomes {@code sid}
     * @param authTime becomes {@code auth_time}
     * @param amr authentication methods of the sign-in (RFC 8176); becomes {@code amr}
     * @param endsAt the session's absolute end; no token of the session lives longer
     * @param status becomes {@code status}
     */
    public record Session(UUID id, Instant authTime, List<String> amr, Instant endsAt, StatusReference status) {}
}
