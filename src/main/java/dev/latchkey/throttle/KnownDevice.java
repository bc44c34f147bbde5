package dev.latchkey.throttle;

import java.util.UUID;

/**
 * What a device token of ours says: this device has signed this person in. Whether that still counts is for the person's account to say.
 *
 * @param id names the device, and nothing else about it
 * @param userId the person
 * @param generation of the person's devices, when the token was given; another one now means that they were forgotten
 */
public record KnownDevice(UUID id, UUID userId, int generation) {

    /**
     * Whether the device is one of this person's.
     *
     * @param person the person's id
     * @param present the present generation of their devices
     * @return true if it is
     */
    public boolean isOf(UUID person, int present) {
        return userId.equals(person) && generation == present;
    }

    /**
     * The same device among those that are known from now on.
     *
     * @param present the present generation
     * @return the device
     */
    public KnownDevice in(int present) {
        return new KnownDevice(id, userId, present);
    }
}
