package dev.latchkey.admin;

import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * The input of an import, which must arrive at a minimum rate: a stalled sender would block a worker thread and every other import. Only
 * the time spent waiting for the sender counts, not the time in which lines are stored. For one thread.
 */
final class PacedInput extends FilterInputStream {

    /** How far the sender may fall behind before it is refused; less than the 10 s after which the framework ends a read. */
    private static final Duration ALLOWANCE = Duration.ofSeconds(9);

    /** Slower than any connection that is used for an import of such a size: 1 GiB would take 12 days. */
    private static final int BYTES_IN_SECOND = 1024;

    private long waitedNanos;
    private long bytes;

    PacedInput(InputStream lines) {
        super(lines);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        long begin = System.nanoTime();
        try {
            int count = super.read(buffer, offset, length);
            bytes += Math.max(count, 0);
            waitedNanos += System.nanoTime() - begin;
            requirePace();
            return count;
        } catch (IOException broken) {
            waitedNanos += System.nanoTime() - begin;
            // the framework ends a read after 10 s, with an exception that does not tell why
            requirePace();
            throw broken;
        }
    }

    private void requirePace() {
        if (waitedNanos - ALLOWANCE.toNanos() > bytes * (1_000_000_000L / BYTES_IN_SECOND)) {
            throw ProblemException.of(ProblemType.REQUEST_TIMEOUT);
        }
    }
}
