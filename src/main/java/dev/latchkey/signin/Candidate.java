package dev.latchkey.signin;

import java.util.UUID;

/**
 * The user whom an identifier names, before any proof is checked.
 *
 * @param userId the user
 * @param deviceGeneration generation of the user's known devices; a device token of another generation is not accepted
 * @param credential what the proof is compared with
 * @param <C> type of the credential, which only the method knows
 */
public record Candidate<C>(UUID userId, int deviceGeneration, C credential) {
    @Override
    public String toString() {
        return "Candidate[userId=" + userId + ", credential=<redacted>]";
    }
}
