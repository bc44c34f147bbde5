package dev.latchkey.signin;

import java.util.UUID;

/**
 * The user whom an identifier names, before anything is proved.
 *
 * @param userId the user
 * @param deviceGeneration of the devices that are known to have signed in; another one means that they were forgotten
 * @param credential what the proof is compared with
 * @param <C> its type, which only the method knows
 */
public record Candidate<C>(UUID userId, int deviceGeneration, C credential) {
    @Override
    public String toString() {
        return "Candidate[userId=" + userId + ", credential=<redacted>]";
    }
}
