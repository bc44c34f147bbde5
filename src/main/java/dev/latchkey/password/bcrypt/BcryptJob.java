package dev.latchkey.password.bcrypt;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One password to hash: its input, checked when it is made, and its own place for its own result. Two jobs that are computed
 * side by side share nothing.
 *
 * <p>Computed once, by one thread; the result may be read by another one that has been told of it.
 */
public final class BcryptJob {

    /** The least cost of bcrypt. */
    public static final int MINIMUM_COST = 4;

    /** The greatest cost whose rounds an {@code int} counts. */
    public static final int MAXIMUM_COST = 30;

    static final int SALT_BYTES = 16;
    static final int HASH_BYTES = 23;
    private static final int MOST_BYTES = 72;

    private final int cost;
    private final int work;
    private final byte[] password;
    private final byte[] salt;
    private byte @Nullable [] hash;

    /**
     * Takes what is to be hashed.
     *
     * @param password at most 72 bytes, none of them NUL; one is put behind it, as {@code $2a$} and {@code $2b$} have it
     * @param salt 16 bytes
     * @param cost the base-2 logarithm of the rounds, 4 to 30
     * @throws IllegalArgumentException if one of them is not so
     */
    public BcryptJob(byte[] password, byte[] salt, int cost) {
        this(password, salt, cost, cost);
    }

    /**
     * Takes what is to be hashed, at more work than it needs: when the result is there, rounds go on whose result nobody sees. So
     * a hash of low cost takes the time of one of high cost.
     *
     * @param password as above
     * @param salt as above
     * @param cost as above
     * @param work the base-2 logarithm of all rounds, {@code cost} to 30
     * @throws IllegalArgumentException if one of them is not so
     */
    public BcryptJob(byte[] password, byte[] salt, int cost, int work) {
        if (password.length > MOST_BYTES || salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("not a password of 0 to 72 bytes and a salt of 16");
        }
        if (cost < MINIMUM_COST || work < cost || work > MAXIMUM_COST) {
            throw new IllegalArgumentException("not a cost of 4 to 30, or less work than that");
        }
        for (byte each : password) {
            if (each == 0) {
                throw new IllegalArgumentException("a NUL would end the password");
            }
        }
        this.cost = cost;
        this.work = work;
        this.password = password.clone();
        this.salt = salt.clone();
    }

    /**
     * The base-2 logarithm of the rounds.
     *
     * @return 4 to 30
     */
    public int cost() {
        return cost;
    }

    /**
     * The base-2 logarithm of all rounds.
     *
     * @return {@link #cost} or more
     */
    public int work() {
        return work;
    }

    /**
     * The result.
     *
     * @return 23 bytes
     * @throws IllegalStateException if it was not computed
     */
    public byte[] hash() {
        if (hash == null) {
            throw new IllegalStateException("not computed");
        }
        return hash.clone();
    }

    byte[] password() {
        if (hash != null) {
            throw new IllegalStateException("computed already");
        }
        return password;
    }

    boolean isAscii() {
        for (byte each : password) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    byte[] salt() {
        return salt;
    }

    /** Keeps the result and clears the password. */
    void complete(byte[] result) {
        hash = result;
        Arrays.fill(password, (byte) 0);
    }

    @Override
    public String toString() {
        return "BcryptJob[cost=" + cost + "]";
    }
}
