package dev.latchkey.account;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** One of the few places for exports; given back once, whoever is first to say that it is over. Safe for use by several threads. */
final class ExportPlace {

    private final Semaphore places;
    private final AtomicBoolean taken = new AtomicBoolean(true);

    /** Stands for a place that has been taken. */
    ExportPlace(Semaphore places) {
        this.places = places;
    }

    void giveBack() {
        if (taken.getAndSet(false)) {
            places.release();
        }
    }
}
