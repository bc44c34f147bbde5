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

    static Present of(ImportCandidate candidate) {
        return new Present(candidate.importKey(), candidate.user().username());
    }

    /**
     * Whether a candidate is the same user. If neither has a password, only the spelling distinguishes {@code Bob} from {@code bob}, who are
     * two users in systems with case-sensitive names.
     */
    boolean isOf(ImportCandidate candidate) {
        boolean sameLine = candidate.importKey().equals(importKey);
        return sameLine
                && (candidate.user().passwordHash() != null
                        || username.equals(candidate.user().username()));
    }
}
