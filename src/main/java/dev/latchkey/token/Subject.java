package dev.latchkey.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Whom a token is about.
 *
 * @param userId becomes {@code sub}
 * @param username becomes {@code upn} and {@code username}
 * @param roles become {@code groups}
 * @param permissions become {@code permissions}
 * @param profile the members that the operator lists become claims
 * @param session where the person is signed in
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
     * @param amr how the person signed in (RFC 8176)
     * @param endsAt no token of the session lives longer
     * @param status becomes {@code status}
     */
    public record Session(UUID id, Instant authTime, List<String> amr, Instant endsAt, StatusReference status) {}
}
