package dev.latchkey.user;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user who has a name already.
 *
 * @param importKey key of the imported line; null for a user who was not imported
 * @param username the name as spelt
 */
record Present(@Nullable UUID importKey, String username) {

    static Present of(Arrival arrival) {
        return new Present(arrival.importKey(), arrival.person().username());
    }

    /**
     * Whether an arrival is the same user. If neither has a password, only the spelling distinguishes {@code Bob} from {@code bob}, who are
     * two users in systems with case-sensitive names.
     */
    boolean isOf(Arrival arrival) {
        boolean sameLine = arrival.importKey().equals(importKey);
        return sameLine
                && (arrival.person().passwordHash() != null
                        || username.equals(arrival.person().username()));
    }
}
