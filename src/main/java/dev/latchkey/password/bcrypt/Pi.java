package dev.latchkey.password.bcrypt;

import java.math.BigInteger;

/** Computes the digits of pi that initialise Blowfish (Schneier 1993). A wrong number in a table of 1,042 would be hard to see. */
final class Pi {

    /** Guard bits: the rounding errors of 10,000 terms do not reach beyond them. */
    private static final int GUARD = 64;

    private Pi() {}

    /** Returns the first 32-bit words of the fractional part, by Machin's formula: pi = 16 atan(1/5) - 4 atan(1/239). */
    static int[] fraction(int count) {
        int bits = 32 * count + GUARD;
        BigInteger pi = arctanOfInverse(5, bits)
                .shiftLeft(4)
                .subtract(arctanOfInverse(239, bits).shiftLeft(2));
        BigInteger fraction = pi.shiftRight(GUARD);
        int[] words = new int[count];
        for (int i = count - 1; i >= 0; i--) {
            words[i] = fraction.intValue();
            fraction = fraction.shiftRight(Integer.SIZE);
        }
        return words;
    }

    /** Returns atan(1/x) = 1/x - 1/(3 x^3) + 1/(5 x^5) - …, times 2^bits. */
    private static BigInteger arctanOfInverse(int x, int bits) {
        BigInteger square = BigInteger.valueOf((long) x * x);
        BigInteger power = BigInteger.ONE.shiftLeft(bits).divide(BigInteger.valueOf(x));
        BigInteger sum = power;
        for (int k = 3; power.signum() != 0; k += 2) {
            power = power.divide(square);
            BigInteger term = power.divide(BigInteger.valueOf(k));
            sum = k % 4 == 3 ? sum.subtract(term) : sum.add(term);
        }
        return sum;
    }
}
