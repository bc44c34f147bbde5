package dev.latchkey.password.foreign;

import java.security.MessageDigest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id or Argon2i (RFC 9106) in the form of the reference implementation: {@code $argon2id$v=19$m=65536,t=3,p=4$salt$hash}, with m in
 * KiB. If there is no version, it is 16.
 */
final class Argon2 extends DerivedHash {

    static final String ID = "argon2id";
    static final String I = "argon2i";

    private static final int MOST_PASSES = 64;
    private static final int MOST_LANES = 16;

    private static final int FIRST_VERSION = 16;
    private static final int KIB_OF_A_LANE = 8;
    private static final int SHORTEST = 8;
    private static final int SHORTEST_HASH = 16;
    private static final int LONGEST = 64;

    private final Argon2Parameters parameters;
    private final int memory;
    private final byte[] hash;

    private Argon2(String text, Argon2Parameters parameters, int memory, byte[] hash) {
        super(text);
        this.parameters = parameters;
        this.memory = memory;
        this.hash = hash;
    }

    static Argon2 read(String text) {
        Phc phc = Phc.read(text, 2);
        phc.mustHaveNumbers("v", "m", "t", "p");
        int version = phc.numbers().getOrDefault("v", FIRST_VERSION);
        if (version != FIRST_VERSION && version != Argon2Parameters.ARGON2_VERSION_13) {
            throw ForeignHash.unacceptable("must have v=16 or v=19");
        }
        int lanes = phc.number("p", 1, MOST_LANES);
        int memory = phc.number("m", KIB_OF_A_LANE * lanes, WorkingMemory.MOST_KIB);
        int passes = phc.number("t", 1, Math.min(MOST_PASSES, WorkingMemory.MOST_WORK_KIB / memory));
        Argon2Parameters parameters = new Argon2Parameters.Builder(
                        phc.scheme().equals(ID) ? Argon2Parameters.ARGON2_id : Argon2Parameters.ARGON2_i)
                .withVersion(version)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(phc.bytes(0, "salt", SHORTEST, LONGEST))
                .build();
        return new Argon2(text, parameters, memory, phc.bytes(1, "hash", SHORTEST_HASH, LONGEST));
    }

    @Override
    public boolean isOf(byte[] password) {
        byte[] derived = new byte[hash.length];
        return WorkingMemory.with(memory, () -> {
            Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
            argon2.init(parameters);
            argon2.generateBytes(password, derived);
            return MessageDigest.isEqual(hash, derived);
        });
    }
}
