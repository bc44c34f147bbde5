package dev.latchkey.password.foreign;

import dev.latchkey.password.bcrypt.BcryptHash;
import dev.latchkey.password.bcrypt.BcryptJob;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bcrypt hash of the password, or of a digest of it ({@link Prehash}). bcrypt uses the first 72 bytes of a longer password, and so did
 * the systems that made these hashes; so the first 72 bytes are compared. {@code $2b$} and {@code $2y$} were introduced to mark hashes
 * without a fault of {@code $2a$}. For passwords of at most 72 bytes, all three make the same hash.
 */
public final class ForeignBcrypt implements ForeignHash {

    private static final int MOST_BYTES = 72;
    private static final Pattern FORM =
            Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$([./A-Za-z0-9]{22})[./A-Za-z0-9]{31}");
    private static final Pattern COST = Pattern.compile("0[4-9]|1[0-4]");
    private static final int AFTER_TAG = 3;

    private final String text;
    private final BcryptHash bcrypt;
    private final Prehash prehash;
    private final String salt;

    private ForeignBcrypt(String text, BcryptHash bcrypt, Prehash prehash, String salt) {
        this.text = text;
        this.bcrypt = bcrypt;
        this.prehash = prehash;
        this.salt = salt;
    }

    static ForeignBcrypt read(String text) {
        Prehash prehash = Prehash.of(text);
        String plain = prehash.bcryptOf(text);
        Matcher form = FORM.matcher(plain);
        if (!form.matches()) {
            throw ForeignHash.unacceptable("must have 60 characters of bcrypt's alphabet");
        }
        if (!COST.matcher(form.group(1)).matches()) {
            throw ForeignHash.unacceptable("must have a cost of 4 to 14");
        }
        return BcryptHash.parse("$2a" + plain.substring(AFTER_TAG))
                .map(bcrypt -> new ForeignBcrypt(text, bcrypt, prehash, form.group(2)))
                .orElseThrow(() -> ForeignHash.unacceptable("must be what bcrypt makes"));
    }

    /**
     * Creates a job that compares a password with this hash.
     *
     * @param password one of {@link #formsOf}
     * @param leastWork the cost that the job takes at least
     * @return a new job
     */
    public BcryptJob jobFor(byte[] password, int leastWork) {
        return bcrypt.jobFor(password, leastWork);
    }

    /**
     * Returns whether the result of a job is this hash.
     *
     * @param job a computed job
     * @return true if it is
     */
    public boolean isOf(BcryptJob job) {
        return bcrypt.isOf(job);
    }

    @Override
    public List<byte[]> formsOf(String typed) {
        List<byte[]> forms = prehash == Prehash.WORDPRESS
                ? TypedForms.of(Phpass.trimmed(typed), Phpass.trimmed(typed))
                : TypedForms.of(typed, typed);
        return TypedForms.distinct(forms.stream()
                .map(each -> prehash.apply(each, salt))
                .map(each -> Arrays.copyOf(each, Math.min(each.length, MOST_BYTES)))
                .toList());
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return bcrypt.toString();
    }
}
