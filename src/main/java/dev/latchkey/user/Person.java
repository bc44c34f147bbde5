package dev.latchkey.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person as operators see them, at one moment. It holds nothing secret.
 *
 * @param account what the person sees too
 * @param status whether they may sign in
 * @param passwordChangedAt since when they have their password; null if they have none
 * @param version grows with each change of the person
 */
public record Person(
        Account account, UserStatus status, @Nullable Instant passwordChangedAt, long version) {

    boolean isActive() {
        return status == UserStatus.ACTIVE;
    }
}
