package dev.latchkey.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An account on the wire.
 *
 * @param id the token's {@code sub}
 * @param username the name, as typed
 * @param email the address; null if there is none
 * @param emailVerified whether it has been proved to be theirs
 * @param roles the token's {@code groups}
 * @param permissions what the roles permit
 * @param profile the person's own JSON object
 * @param createdAt when they registered
 * @param updatedAt when this was last changed
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

    /** What the API document shows. */
    public static final String EXAMPLE = """
            {"id": "019ab2c4-7a1e-7c3f-9d52-0f6b8c1d2e3f", "username": "alice", "email": null, "emailVerified": false,
             "roles": ["user"], "permissions": ["account:read", "account:write"], "profile": {"favoriteColor": "blue"},
             "createdAt": "2026-11-23T09:30:00.123456Z", "updatedAt": "2026-11-23T09:30:00.123456Z"}""";

    /**
     * The account as it is shown to the person.
     *
     * @param account the account
     * @return its wire form
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
