package dev.latchkey.password.bcrypt;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.nio.charset.StandardCharsets;

/** Who computes bcrypt. All engines give the same hashes. Safe for use by several threads. */
public enum BcryptEngine {
    /** The kernel of this package, two jobs at a time where two are waiting. */
    TWIN {
        @Override
        public void compute(BcryptJob job) {
            TwinLanes.compute(job);
        }

        @Override
        public void compute(BcryptJob a, BcryptJob b) {
            TwinLanes.compute(a, b);
        }
    },

    /**
     * Elytron, one job after the other. It takes a password for text and folds it by NFKC, which changes nothing in ASCII; what is not
     * ASCII, and can only be another system's, is left to the kernel, whose speed is another.
     */
    ELYTRON {
        @Override
        public void compute(BcryptJob job) {
            if (!job.isAscii()) {
                TwinLanes.compute(job);
                return;
            }
            String password = new String(job.password(), StandardCharsets.UTF_8);
            String made = BcryptUtil.bcryptHash(password, job.cost(), job.salt());
            // 2^c + 2^c + 2^(c+1) + … + 2^(w-1) = 2^w
            for (int step = job.cost(); step < job.work(); step++) {
                BcryptUtil.bcryptHash(password, step, job.salt());
            }
            job.complete(BcryptHash.parse(made).orElseThrow().hash());
        }

        @Override
        public void compute(BcryptJob a, BcryptJob b) {
            compute(a);
            compute(b);
        }
    };

    /**
     * Computes a job on the caller's thread.
     *
     * @param job what to hash
     */
    public abstract void compute(BcryptJob job);

    /**
     * Computes two jobs on the caller's thread.
     *
     * @param a what to hash
     * @param b what to hash, another job of the same work
     */
    public abstract void compute(BcryptJob a, BcryptJob b);

    /**
     * Whether two jobs together take less than one after the other.
     *
     * @return true if they should be given in pairs
     */
    public boolean pairs() {
        return this == TWIN;
    }
}
