package dev.latchkey.audit;

import java.time.Instant;
import java.time.YearMonth;

/**
 * The note that a month's events are gone because their time was over.
 *
 * @param month which
 * @param at when they went, in microseconds
 */
record DroppedMonth(YearMonth month, Instant at) {

    byte[] encoded() {
        return new Encoding("latchkey audit dropped month v1")
                .add(month.toString())
                .add(at)
                .bytes();
    }
}
