package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user at one moment, as other rooms see them. It contains no secret.
 *
 * @param id the user's id
 * @param username the user name as typed
 * @param email the e-mail address, if there is one
 * @param emailVerified whether the address was proved to be the user's
 * @param profile the user's own JSON object
 * @param grants roles and permissions
 * @param createdAt time of the registration
 * @param updatedAt time of the last change by the user or an operator
 */
public record Account(
        UUID id,
        String username,
        @Nullable String email,
        boolean emailVerified,
        ObjectNode profile,
        Grants grants,
        Instant createdAt,
        Instant updatedAt) {}
