package dev.latchkey.throttle;

import java.util.UUID;

/**
 * The content of a valid device token: the user signed in on this device. Whether the account still accepts it depends on the present
 * generation.
 *
 * @param id random id of the device
 * @param userId the user's id
 * @param generation generation of the user's devices when the token was issued; if it differs now, the token is no longer accepted
 */
public record KnownDevice(UUID id, UUID userId, int generation) {

    /**
     * Whether the device is a known device of a user.
     *
     * @param user the user's id
     * @param present the present generation of the user's devices
     * @return true if it is
     */
    public boolean isOf(UUID user, int present) {
        return userId.equals(user) && generation == present;
    }

    /**
     * Returns the same device in the present generation.
     *
     * @param present the present generation
     * @return the device
     */
    public KnownDevice in(int present) {
        return new KnownDevice(id, userId, present);
    }
}
