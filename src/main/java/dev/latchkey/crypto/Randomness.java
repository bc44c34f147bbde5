package dev.latchkey.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** The only source of randomness and ids. Safe for use by several threads. */
@ApplicationScoped
public class Randomness {

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    Randomness(Clock clock) {
        this.clock = clock;
    }

    /**
     * Returns unpredictable bytes.
     *
     * @param length how many
     * @return a new array
     */
    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /**
     * Returns a uniformly distributed random number.
     *
     * @param bound the largest value, at least 0
     * @return 0 to {@code bound}
     */
    public long upTo(long bound) {
        return random.nextLong(bound + 1);
    }

    /**
     * Returns a UUID of version 7 (RFC 9562, 5.7): 48 bits of time in milliseconds, 74 random bits. An index on such ids grows at one end.
     *
     * @return a new id
     */
    public UUID uuid() {
        ByteBuffer tail = ByteBuffer.wrap(bytes(10));
        long high = (clock.millis() << 16) | 0x7000 | (tail.getShort() & 0x0fff);
        long low = 0x8000_0000_0000_0000L | (tail.getLong() & 0x3fff_ffff_ffff_ffffL);
        return new UUID(high, low);
    }

    /**
     * Returns a random UUID (version 4), for code that runs without the container.
     *
     * @return a new id
     */
    public static UUID unordered() {
        return UUID.randomUUID();
    }
}
