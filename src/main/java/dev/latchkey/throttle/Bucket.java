package dev.latchkey.throttle;

import java.util.UUID;

/**
 * One limit for one key.
 *
 * @param limit the limit
 * @param budget the budget for this key
 * @param policy its name in headers: the limit's, with the prefix length for a block around a network
 * @param isWide whether it counts a block around a network
 * @param key the row's key in the table
 */
record Bucket(Limit limit, Budget budget, String policy, boolean isWide, UUID key) {

    /** Whether a response tells what is left although the bucket did not refuse. For blocks it does not: others use the same bucket. */
    boolean isTold() {
        return limit.isTold() && !isWide;
    }

    /**
     * The state of a bucket after an attempt to reserve.
     *
     * @param bucket the bucket
     * @param load its fill in seconds until it is empty; includes the attempt if it was reserved
     * @param reserved whether the attempt was reserved
     */
    record State(Bucket bucket, double load, boolean reserved) {

        Limit limit() {
            return bucket.limit();
        }

        private Budget budget() {
            return bucket.budget();
        }

        /** Whether one more attempt would exceed the budget. */
        boolean isFull() {
            return load + budget().cost() > budget().span();
        }

        /** Returns how many more attempts fit now. */
        long left() {
            return Math.max(0, (long) Math.floor((budget().span() - load) / budget().cost()));
        }

        /** Returns the seconds until one more attempt fits than now; 0 if the bucket is empty. */
        double untilNext() {
            return load - Math.max(0, budget().span() - (left() + 1) * budget().cost());
        }

        State withoutReservation() {
            return new State(bucket, Math.max(0, load - budget().cost()), false);
        }
    }
}
