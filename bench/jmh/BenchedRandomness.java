package dev.latchkey.platform;

import java.time.Clock;

/** The room's own randomness, without a container. */
public final class BenchedRandomness {

    private BenchedRandomness() {}

    public static Randomness of(Clock clock) {
        return new Randomness(clock);
    }
}
