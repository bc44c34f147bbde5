package dev.latchkey.throttle;

import java.util.UUID;

/**
 * One limit for one key of the table.
 *
 * @param limit the limit
 * @param budget how much it allows here
 * @param policy its name on the wire: the limit's, with the length of the prefix where this is a block around a network
 * @param isWide whether this is a block around a network
 * @param key under which it is counted
 */
record Bucket(Limit limit, Budget budget, String policy, boolean isWide, UUID key) {

    /** Whether what is left of it is told in answers that it does not refuse: of blocks it is what others have left. */
    boolean isTold() {
        return limit.isTold() && !isWide;
    }

    /**
     * What the database says of a bucket in which an attempt was to be reserved.
     *
     * @param bucket the bucket
     * @param load how full it is, in seconds until it is empty; after the attempt if that was reserved, else before
     * @param reserved whether the attempt is in it
     */
    record State(Bucket bucket, double load, boolean reserved) {

        Limit limit() {
            return bucket.limit();
        }

        private Budget budget() {
            return bucket.budget();
        }

        /** Whether one more would be too many. */
        boolean isFull() {
            return load + budget().cost() > budget().span();
        }

        /** How many more there may be now. */
        long left() {
            return Math.max(0, (long) Math.floor((budget().span() - load) / budget().cost()));
        }

        /** In how many seconds there may be one more than now; 0 if none is missing. */
        double untilNext() {
            return load - Math.max(0, budget().span() - (left() + 1) * budget().cost());
        }

        State withoutReservation() {
            return new State(bucket, Math.max(0, load - budget().cost()), false);
        }
    }
}
