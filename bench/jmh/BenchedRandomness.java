package dev.latchkey.crypto;

import java.time.Clock;

/** Creates the room's own source of randomness, without a container. */
public final class BenchedRandomness {

    private BenchedRandomness() {}

    public static Randomness of(Clock clock) {
        return new Randomness(clock);
    }
}
