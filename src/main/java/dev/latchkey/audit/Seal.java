package dev.latchkey.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The seal of an hour of the trail.
 *
 * @param hour the beginning of the hour
 * @param rows the number of rows
 * @param digest over the rows, by {@link HourDigest}
 * @param before the MAC of the previous seal; zeros in the first
 * @param sealedAt when it was made, in microseconds
 * @param mac over all of these
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode compare the content
record Seal(Instant hour, int rows, byte[] digest, byte[] before, Instant sealedAt, Mac mac) {

    static final Duration HOUR = Duration.ofHours(1);

    private static final int BYTES = 32;

    /** Returns the value of {@code before} in the first seal. */
    static byte[] none() {
        return new byte[BYTES];
    }

    /** Returns the bytes that the MAC covers. */
    static byte[] encoded(Instant hour, int rows, byte[] digest, byte[] before, Instant sealedAt) {
        return new Encoding("latchkey audit seal v1")
                .add(hour)
                .add(rows)
                .add(digest)
                .add(before)
                .add(sealedAt)
                .bytes();
    }

    byte[] encoded() {
        return encoded(hour, rows, digest, before, sealedAt);
    }

    boolean follows(byte[] seal) {
        return Arrays.equals(before, seal);
    }

    Instant end() {
        return hour.plus(HOUR);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seal seal && mac.equals(seal.mac) && Arrays.equals(encoded(), seal.encoded());
    }

    @Override
    public int hashCode() {
        return mac.hashCode();
    }

    @Override
    public String toString() {
        return "Seal[" + hour + "]";
    }
}
