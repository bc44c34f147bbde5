package dev.latchkey.password.bcrypt;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Computes bcrypt (Provos and Mazières 1999) for one password, or for two at once on one core.
 *
 * <p>Each step of bcrypt waits for table look-ups that depend on the step before. If a core alternates between two passwords, it does the
 * look-ups of one while it waits for those of the other. Two together take little more time than one.
 *
 * <p>Stateless and safe for use by several threads.
 */
public final class TwinLanes {

    private static final int KEY_WORDS = 18;
    private static final int SALT_WORDS = 4;

    /** The length of a lane: Blowfish's P (18 words), then its four S-boxes (256 words each). */
    private static final int LANE = KEY_WORDS + 4 * 256;

    private static final int S0 = KEY_WORDS;
    private static final int S1 = S0 + 256;
    private static final int S2 = S1 + 256;
    private static final int S3 = S2 + 256;

    /** Rounds per call: enough to make the cost of the two array copies negligible, few enough that the JIT compiler sees many calls. */
    private static final int ROUNDS_AT_ONCE = 64;

    /**
     * Mask that selects every 32nd half of a round, about once a millisecond. There the thread parks for {@value #REST} ns, in practice
     * about 60 µs, so that other threads get the core. {@code Thread.yield} is not used: on Linux, other processes would still have to wait
     * after it (docs/adr/0013).
     */
    private static final int OFFER = 31;

    private static final long REST = 1;

    private static final int[] BEGINNING = Pi.fraction(LANE);

    /** "OrpheanBeholderScryDoubt", which bcrypt encrypts 64 times. */
    private static final int[] TEXT = {0x4f727068, 0x65616e42, 0x65686f6c, 0x64657253, 0x63727944, 0x6f756274};

    private TwinLanes() {}

    /**
     * Computes a job.
     *
     * @param job the job
     */
    public static void compute(BcryptJob job) {
        int[] state = new int[LANE];
        int[] keys = new int[2 * KEY_WORDS];
        begin(job, state, 0, keys, 0, KEY_WORDS);
        for (int done = 0, next; (next = next(job, done)) > 0; done += next) {
            one(state, keys, next);
            end(job, done + next, state, 0);
        }
        Arrays.fill(state, 0);
        Arrays.fill(keys, 0);
    }

    /**
     * Computes two jobs in parallel on one core.
     *
     * @param a the first job
     * @param b another job of the same work
     * @throws IllegalArgumentException if their work differs, or both are the same job
     */
    public static void compute(BcryptJob a, BcryptJob b) {
        if (a == b || a.work() != b.work()) {
            throw new IllegalArgumentException("a pair is two jobs of the same work");
        }
        int[] state = new int[2 * LANE];
        int[] keys = new int[4 * KEY_WORDS];
        begin(a, state, 0, keys, 0, 2 * KEY_WORDS);
        begin(b, state, LANE, keys, KEY_WORDS, 3 * KEY_WORDS);
        for (int done = 0, next; (next = Math.min(next(a, done), next(b, done))) > 0; done += next) {
            two(state, keys, next);
            end(a, done + next, state, 0);
            end(b, done + next, state, LANE);
        }
        Arrays.fill(state, 0);
        Arrays.fill(keys, 0);
    }

    /**
     * Computes some rounds of one lane. The code is written for speed. The array is created in this method with a constant length, so that
     * indexes need no bounds check. The next word is mixed with P before the look-ups, off the critical path. The round function is written
     * out, because a native image does not inline it.
     */
    private static void one(int[] state, int[] keys, int rounds) {
        int[] s = new int[LANE];
        System.arraycopy(state, 0, s, 0, LANE);
        for (int half = 0; half < 2 * rounds; half++) {
            int key = (half & 1) * KEY_WORDS;
            for (int i = 0; i < KEY_WORDS; i++) {
                s[i] ^= keys[key + i];
            }
            int l = 0;
            int r = 0;
            for (int out = 0; out < LANE; out += 2) {
                l ^= s[0];
                for (int i = 1; i < 17; i += 2) {
                    r = (r ^ s[i])
                            ^ ((s[S0 + (l >>> 24)] + s[S1 + (Integer.rotateRight(l, 16) & 255)]
                                            ^ s[S2 + (l >>> 8 & 255)])
                                    + s[S3 + (l & 255)]);
                    l = (l ^ s[i + 1])
                            ^ ((s[S0 + (r >>> 24)] + s[S1 + (Integer.rotateRight(r, 16) & 255)]
                                            ^ s[S2 + (r >>> 8 & 255)])
                                    + s[S3 + (r & 255)]);
                }
                int last = r ^ s[17];
                r = l;
                l = last;
                s[out] = l;
                s[out + 1] = r;
            }
            if ((half & OFFER) == OFFER) {
                LockSupport.parkNanos(REST);
            }
        }
        System.arraycopy(s, 0, state, 0, LANE);
        Arrays.fill(s, 0);
    }

    /** Computes some rounds of two lanes: each step of {@link #one} for the first lane ({@code l r}), then for the second ({@code m q}). */
    private static void two(int[] state, int[] keys, int rounds) {
        int[] s = new int[2 * LANE];
        System.arraycopy(state, 0, s, 0, 2 * LANE);
        for (int half = 0; half < 2 * rounds; half++) {
            int key = (half & 1) * 2 * KEY_WORDS;
            for (int i = 0; i < KEY_WORDS; i++) {
                s[i] ^= keys[key + i];
                s[LANE + i] ^= keys[key + KEY_WORDS + i];
            }
            int l = 0;
            int r = 0;
            int m = 0;
            int q = 0;
            for (int out = 0; out < LANE; out += 2) {
                l ^= s[0];
                m ^= s[LANE];
                for (int i = 1; i < 17; i += 2) {
                    r = (r ^ s[i])
                            ^ ((s[S0 + (l >>> 24)] + s[S1 + (Integer.rotateRight(l, 16) & 255)]
                                            ^ s[S2 + (l >>> 8 & 255)])
                                    + s[S3 + (l & 255)]);
                    q = (q ^ s[LANE + i])
                            ^ ((s[LANE + S0 + (m >>> 24)] + s[LANE + S1 + (Integer.rotateRight(m, 16) & 255)]
                                            ^ s[LANE + S2 + (m >>> 8 & 255)])
                                    + s[LANE + S3 + (m & 255)]);
                    l = (l ^ s[i + 1])
                            ^ ((s[S0 + (r >>> 24)] + s[S1 + (Integer.rotateRight(r, 16) & 255)]
                                            ^ s[S2 + (r >>> 8 & 255)])
                                    + s[S3 + (r & 255)]);
                    m = (m ^ s[LANE + i + 1])
                            ^ ((s[LANE + S0 + (q >>> 24)] + s[LANE + S1 + (Integer.rotateRight(q, 16) & 255)]
                                            ^ s[LANE + S2 + (q >>> 8 & 255)])
                                    + s[LANE + S3 + (q & 255)]);
                }
                int last = r ^ s[17];
                r = l;
                l = last;
                s[out] = l;
                s[out + 1] = r;
                last = q ^ s[LANE + 17];
                q = m;
                m = last;
                s[LANE + out] = m;
                s[LANE + out + 1] = q;
            }
            if ((half & OFFER) == OFFER) {
                LockSupport.parkNanos(REST);
            }
        }
        System.arraycopy(s, 0, state, 0, 2 * LANE);
        Arrays.fill(s, 0);
    }

    /** Runs the first key schedule, which mixes in the salt, and fills the words for all others. */
    private static void begin(BcryptJob job, int[] state, int lane, int[] keys, int key, int salt) {
        byte[] terminated = Arrays.copyOf(job.password(), job.password().length + 1);
        words(terminated, keys, key);
        words(job.salt(), keys, salt);
        Arrays.fill(terminated, (byte) 0);
        System.arraycopy(BEGINNING, 0, state, lane, LANE);
        for (int i = 0; i < KEY_WORDS; i++) {
            state[lane + i] ^= keys[key + i];
        }
        int[] block = new int[2];
        for (int out = 0; out < LANE; out += 2) {
            block[0] ^= keys[salt + out % SALT_WORDS];
            block[1] ^= keys[salt + out % SALT_WORDS + 1];
            encipher(state, lane, block, 0);
            state[lane + out] = block[0];
            state[lane + out + 1] = block[1];
        }
    }

    /** Fills 18 words with the bytes, repeated, four bytes to a word, most significant first. */
    private static void words(byte[] bytes, int[] keys, int at) {
        for (int i = 0; i < Integer.BYTES * KEY_WORDS; i++) {
            keys[at + i / 4] = keys[at + i / 4] << 8 | (bytes[i % bytes.length] & 255);
        }
    }

    /** Returns the number of rounds until the next stop or the end of a call; 0 if all are done. */
    private static int next(BcryptJob job, int done) {
        int stop = done < 1 << job.cost() ? 1 << job.cost() : 1 << job.work();
        return Math.min(stop - done, ROUNDS_AT_ONCE);
    }

    /** Takes the result when the rounds of the job's cost are done; does not change the state. */
    private static void end(BcryptJob job, int done, int[] state, int lane) {
        if (done != 1 << job.cost()) {
            return;
        }
        int[] text = TEXT.clone();
        for (int i = 0; i < 64 * text.length; i += 2) {
            encipher(state, lane, text, i % text.length);
        }
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * text.length);
        bytes.asIntBuffer().put(text);
        job.complete(Arrays.copyOf(bytes.array(), BcryptJob.HASH_BYTES));
    }

    /** Encrypts one Blowfish block: two words, starting at {@code at}. */
    private static void encipher(int[] s, int lane, int[] block, int at) {
        int l = block[at] ^ s[lane];
        int r = block[at + 1];
        for (int i = 1; i <= 16; i++) {
            int f = (s[lane + S0 + (l >>> 24)] + s[lane + S1 + (l >>> 16 & 255)] ^ s[lane + S2 + (l >>> 8 & 255)])
                    + s[lane + S3 + (l & 255)];
            int next = r ^ s[lane + i] ^ f;
            r = l;
            l = next;
        }
        block[at] = r ^ s[lane + 17];
        block[at + 1] = l;
    }
}
