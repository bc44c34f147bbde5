package dev.latchkey.throttle;

import dev.latchkey.throttle.Bucket.State;
import java.util.List;
import java.util.stream.Stream;

/** An attempt that is allowed, and counts as a failure unless it is given back. Immutable. */
public final class Reservation {

    private final List<State> states;

    Reservation(List<State> states) {
        this.states = states;
    }

    /** Returns a reservation of nothing. */
    static Reservation none() {
        return new Reservation(List.of());
    }

    /**
     * Combines two reservations.
     *
     * @param other the other reservation
     * @return a reservation that gives back both
     */
    public Reservation and(Reservation other) {
        return new Reservation(
                Stream.concat(states.stream(), other.states.stream()).toList());
    }

    List<State> states() {
        return states;
    }
}
