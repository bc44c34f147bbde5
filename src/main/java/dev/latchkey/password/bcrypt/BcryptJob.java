package dev.latchkey.password.bcrypt;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A password to hash: its input, checked at construction, and its own result. Two jobs that are computed as a pair share no state.
 *
 * <p>A job is computed once, by one thread. Another thread may read the result after it was handed over safely.
 */
public final class BcryptJob {

    /** The minimum cost of bcrypt. */
    public static final int MINIMUM_COST = 4;

    /** The maximum cost whose number of rounds fits in an {@code int}. */
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
     * Creates a job.
     *
     * @param password at most 72 bytes, none of them NUL; a NUL is appended, as in {@code $2a$} and {@code $2b$}
     * @param salt 16 bytes
     * @param cost the base-2 logarithm of the rounds, 4 to 30
     * @throws IllegalArgumentException if an argument is out of range
     */
    public BcryptJob(byte[] password, byte[] salt, int cost) {
        this(password, salt, cost, cost);
    }

    /**
     * Creates a job that takes more work than its cost: after the result is computed, further rounds follow whose result is discarded. So a
     * hash of low cost takes as long as one of high cost.
     *
     * @param password as above
     * @param salt as above
     * @param cost as above
     * @param work the base-2 logarithm of all rounds, {@code cost} to 30
     * @throws IllegalArgumentException if an argument is out of range
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
     * Returns the base-2 logarithm of the rounds.
     *
     * @return 4 to 30
     */
    public int cost() {
        return cost;
    }

    /**
     * Returns the base-2 logarithm of all rounds, including those whose result is discarded.
     *
     * @return {@link #cost} or more
     */
    public int work() {
        return work;
    }

    /**
     * Returns the result.
     *
     * @return 23 bytes
     * @throws IllegalStateException if the job has not been computed
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

    /** Stores the result and clears the password. */
    void complete(byte[] result) {
        hash = result;
        Arrays.fill(password, (byte) 0);
    }

    @Override
    public String toString() {
        return "BcryptJob[cost=" + cost + "]";
    }
}
