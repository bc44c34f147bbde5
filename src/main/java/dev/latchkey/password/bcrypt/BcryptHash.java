package dev.latchkey.password.bcrypt;

import java.security.MessageDigest;
import java.security.spec.InvalidKeySpecException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wildfly.security.password.interfaces.BCryptPassword;
import org.wildfly.security.password.util.ModularCrypt;

/** A hash in bcrypt's own form, {@code $2a$10$} and 53 characters: cost, salt, hash. Immutable. */
public final class BcryptHash {

    /** Checked first, because Elytron would also accept digits of other scripts as a cost. */
    private static final Pattern FORM = Pattern.compile("\\$2a\\$[0-9]{2}\\$[./A-Za-z0-9]{53}");

    private final int cost;
    private final byte[] salt;
    private final byte[] hash;

    private BcryptHash(BCryptPassword decoded) {
        this.cost = decoded.getIterationCount();
        this.salt = decoded.getSalt();
        this.hash = decoded.getHash();
    }

    /**
     * Parses the form.
     *
     * @param text any text
     * @return empty if it is not {@code $2a$}, a cost of 4 to 30 and 53 characters of bcrypt's alphabet
     */
    public static Optional<BcryptHash> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ModularCrypt.decode(text))
                    .filter(BCryptPassword.class::isInstance)
                    .map(password -> new BcryptHash((BCryptPassword) password))
                    .filter(BcryptHash::isWhole);
        } catch (InvalidKeySpecException | RuntimeException e) {
            // Elytron throws several kinds of exception for a malformed hash
            return Optional.empty();
        }
    }

    private boolean isWhole() {
        return cost >= BcryptJob.MINIMUM_COST
                && cost <= BcryptJob.MAXIMUM_COST
                && salt.length == BcryptJob.SALT_BYTES
                && hash.length == BcryptJob.HASH_BYTES;
    }

    /**
     * Creates the job that compares a password with this hash.
     *
     * @param password the password, as {@link BcryptJob} takes it
     * @param leastWork the cost that the job takes at least, whatever the hash's own cost
     * @return a new job
     */
    public BcryptJob jobFor(byte[] password, int leastWork) {
        return new BcryptJob(password, salt, cost, Math.max(cost, leastWork));
    }

    /**
     * Returns whether the result of a job is this hash, compared in constant time.
     *
     * @param job a computed job
     * @return true if it is
     */
    public boolean isOf(BcryptJob job) {
        return MessageDigest.isEqual(hash, job.hash());
    }

    byte[] hash() {
        return hash.clone();
    }

    @Override
    public String toString() {
        return "BcryptHash[cost=" + cost + "]";
    }
}
