package dev.latchkey.audit;

import java.time.Instant;
import java.time.YearMonth;

/**
 * The record that a month's events were dropped because their retention ended.
 *
 * @param month the month
 * @param at when they were dropped, in microseconds
 */
record DroppedMonth(YearMonth month, Instant at) {

    byte[] encoded() {
        return new Encoding("latchkey audit dropped month v1")
                .add(month.toString())
                .add(at)
                .bytes();
    }
}
