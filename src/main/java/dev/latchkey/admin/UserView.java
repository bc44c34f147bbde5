package dev.latchkey.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.user.Account;
import dev.latchkey.user.UserRecord;
import dev.latchkey.user.UserStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A user in JSON, as operators see it.
 *
 * @param id the token's {@code sub}
 * @param username the user name as typed
 * @param email the e-mail address; null if there is none
 * @param emailVerified whether the address was proved to be the user's
 * @param status whether the user may sign in
 * @param roles the token's {@code groups}
 * @param permissions permissions of the roles
 * @param profile the user's own JSON object
 * @param passwordChangedAt time of the last password change; null without a password
 * @param createdAt when the user was created
 * @param updatedAt time of the last change
 * @param version the {@code ETag}, in quotes; the value for {@code If-Match}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "User")
public record UserView(
        UUID id,
        String username,
        @Schema(nullable = true) @Nullable String email,
        boolean emailVerified,
        UserStatus status,
        List<String> roles,
        List<String> permissions,
        ObjectNode profile,
        @Schema(nullable = true) @Nullable Instant passwordChangedAt,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    static final String EXAMPLE = """
            {"id": "019ab2c4-7a1e-7c3f-9d52-0f6b8c1d2e3f", "username": "alice", "email": "alice@example.org",
             "emailVerified": false, "status": "active", "roles": ["user"], "permissions": ["account:read", "account:write"],
             "profile": {"favoriteColor": "blue"}, "passwordChangedAt": "2026-11-23T09:30:00.123456Z",
             "createdAt": "2026-11-23T09:30:00.123456Z", "updatedAt": "2026-11-23T09:30:00.123456Z", "version": 3}""";

    /**
     * Returns the JSON form of a user for operators.
     *
     * @param user the user
     * @return the JSON form
     */
    public static UserView of(UserRecord user) {
        Account account = user.account();
        return new UserView(
                account.id(),
                account.username(),
                account.email(),
                account.emailVerified(),
                user.status(),
                account.grants().roles(),
                account.grants().permissions(),
                account.profile(),
                user.passwordChangedAt(),
                account.createdAt(),
                account.updatedAt(),
                user.version());
    }
}
