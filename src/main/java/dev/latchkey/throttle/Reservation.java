package dev.latchkey.throttle;

import dev.latchkey.throttle.Bucket.State;
import java.util.List;

/** An attempt that may be made and is counted as a failure, unless it is given back. Immutable. */
public final class Reservation {

    private final List<State> states;

    Reservation(List<State> states) {
        this.states = states;
    }

    List<State> states() {
        return states;
    }

    List<Bucket> buckets() {
        return states.stream().map(State::bucket).toList();
    }
}
