package dev.latchkey.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user at one moment, as operators see them. It contains no secret.
 *
 * @param account the part that the user sees too
 * @param status whether the user may sign in
 * @param passwordChangedAt time of the last password change; null without a password
 * @param version grows with each change of the user
 */
public record UserRecord(
        Account account, UserStatus status, @Nullable Instant passwordChangedAt, long version) {

    boolean isActive() {
        return status == UserStatus.ACTIVE;
    }
}
