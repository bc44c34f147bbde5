package dev.latchkey.throttle;

import java.util.UUID;

/**
 * One limit for one key of the table.
 *
 * @param limit the limit
 * @param key under which it is counted
 */
record Bucket(Limit limit, UUID key) {

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

        /** Whether one more would be too many. */
        boolean isFull() {
            return load + limit().cost() > limit().span();
        }

        /** How many more there may be now. */
        long left() {
            return Math.max(0, (long) Math.floor((limit().span() - load) / limit().cost()));
        }

        /** In how many seconds there may be one more than now; 0 if none is missing. */
        double untilNext() {
            return load - Math.max(0, limit().span() - (left() + 1) * limit().cost());
        }

        State withoutReservation() {
            return new State(bucket, Math.max(0, load - limit().cost()), false);
        }
    }
}
