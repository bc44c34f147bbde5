package dev.latchkey.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of an account.
 *
 * @param id the token's {@code sub}
 * @param username the user name as typed
 * @param email the e-mail address; null if there is none
 * @param emailVerified whether the address was proved to be the user's
 * @param roles the token's {@code groups}
 * @param permissions permissions of the roles
 * @param profile the user's own JSON object
 * @param createdAt time of the registration
 * @param updatedAt time of the last change
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Account")
public record AccountView(
        UUID id,
        String username,
        @Schema(nullable = true) @Nullable String email,
        boolean emailVerified,
        List<String> roles,
        List<String> permissions,
        ObjectNode profile,
        Instant createdAt,
        Instant updatedAt) {

    /** The example in the OpenAPI document. */
    public static final String EXAMPLE = """
            {"id": "019ab2c4-7a1e-7c3f-9d52-0f6b8c1d2e3f", "username": "alice", "email": null, "emailVerified": false,
             "roles": ["user"], "permissions": ["account:read", "account:write"], "profile": {"favoriteColor": "blue"},
             "createdAt": "2026-11-23T09:30:00.123456Z", "updatedAt": "2026-11-23T09:30:00.123456Z"}""";

    /**
     * Returns the account in the form that its user sees.
     *
     * @param account the account
     * @return its JSON form
     */
    public static AccountView of(Account account) {
        return new AccountView(
                account.id(),
                account.username(),
                account.email(),
                account.emailVerified(),
                account.grants().roles(),
                account.grants().permissions(),
                account.profile(),
                account.createdAt(),
                account.updatedAt());
    }
}
