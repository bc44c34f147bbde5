package dev.latchkey.password.bcrypt;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.nio.charset.StandardCharsets;

/** An implementation of bcrypt. All engines compute the same hashes. Safe for use by several threads. */
public enum BcryptEngine {
    /** The kernel of this package; computes two jobs at a time when two are waiting. */
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
     * Elytron, one job at a time. It treats a password as text and normalises it by NFKC, which does not change ASCII. A password that is
     * not ASCII can only belong to another system's hash; it is computed by the kernel, whose speed differs.
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
     * @param job the job
     */
    public abstract void compute(BcryptJob job);

    /**
     * Computes two jobs on the caller's thread.
     *
     * @param a the first job
     * @param b another job of the same work
     */
    public abstract void compute(BcryptJob a, BcryptJob b);

    /**
     * Returns whether two jobs in a pair take less time than one after the other.
     *
     * @return true if jobs should be computed in pairs
     */
    public boolean pairs() {
        return this == TWIN;
    }
}
