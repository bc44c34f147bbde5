package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person as other rooms see them, at one moment. It holds nothing secret.
 *
 * @param id the person's id
 * @param username the name, as typed
 * @param email the address, if one was given
 * @param emailVerified whether it has been proved to be theirs
 * @param profile their own JSON object
 * @param grants roles and permissions
 * @param createdAt when they registered
 * @param updatedAt when any of this was last changed by them or for them
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
