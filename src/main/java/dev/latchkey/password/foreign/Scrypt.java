package dev.latchkey.password.foreign;

import java.security.MessageDigest;
import java.util.List;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * scrypt (RFC 7914) in the form of PHC and passlib: {@code $scrypt$ln=15,r=8,p=1$salt$hash}, where ln is the base-2 logarithm of N.
 * {@code $scrypt-nfkc$} hashes the password's NFKC form.
 */
final class Scrypt extends DerivedHash {

    static final String SCHEME = "scrypt";
    static final String NFKC_SCHEME = "scrypt-nfkc";

    private static final int MOST_LN = 20;
    private static final int MOST_R = 32;
    private static final int MOST_P = 16;

    private static final int SHORTEST_HASH = 16;
    private static final int LONGEST = 64;

    private final Cost cost;
    private final byte[] salt;
    private final byte[] hash;
    private final boolean nfkc;

    private Scrypt(String text, boolean nfkc, Cost cost, byte[] salt, byte[] hash) {
        super(text);
        this.nfkc = nfkc;
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    /** The cost of scrypt: N blocks of 128 r bytes, p times. */
    record Cost(int ln, int r, int p) {

        /** Checks the cost of an imported hash against the limits of one comparison. */
        static Cost of(int ln, int r, int p) {
            Phc.bounded("ln", ln, 1, MOST_LN);
            Phc.bounded("r", r, 1, MOST_R);
            Phc.bounded("p", p, 1, MOST_P);
            Cost cost = new Cost(ln, r, p);
            // RFC 7914, 2: N is less than 2^(128 r / 8)
            boolean possible = ln < 16 * r;
            if (!possible
                    || cost.kib() > WorkingMemory.MOST_KIB
                    || (long) cost.kib() * p > WorkingMemory.MOST_WORK_KIB) {
                throw ForeignHash.unacceptable("must take at most 128 MiB, and write at most 512");
            }
            return cost;
        }

        int kib() {
            return (int) Math.max(((long) r << ln) / 8, 1);
        }

        byte[] derive(byte[] password, byte[] salt, int length) {
            return WorkingMemory.with(kib(), () -> SCrypt.generate(password, salt, 1 << ln, r, p, length));
        }
    }

    static Scrypt read(String text) {
        Phc phc = Phc.read(text, 2);
        phc.mustHaveNumbers("ln", "r", "p");
        Cost cost = Cost.of(phc.number("ln", 1, MOST_LN), phc.number("r", 1, MOST_R), phc.number("p", 1, MOST_P));
        boolean nfkc = phc.scheme().equals(NFKC_SCHEME);
        return new Scrypt(
                text, nfkc, cost, phc.bytes(0, "salt", 1, LONGEST), phc.bytes(1, "hash", SHORTEST_HASH, LONGEST));
    }

    @Override
    public List<byte[]> formsOf(String typed) {
        return nfkc ? TypedForms.nfkc(typed) : super.formsOf(typed);
    }

    @Override
    public boolean isOf(byte[] password) {
        return MessageDigest.isEqual(hash, cost.derive(password, salt, hash.length));
    }
}
