package dev.latchkey.capacity;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The real admission with settings of its own, which also tells what it was asked for beyond the first place. */
public final class RecordedAdmission extends HashingAdmission {

    private final List<Integer> furtherPlaces = new ArrayList<>();

    public RecordedAdmission(int threads, int queuePerThread, Duration maxWait, MeterRegistry metrics) {
        super(new Given(OptionalInt.of(threads), queuePerThread, maxWait), metrics);
    }

    private record Given(OptionalInt threads, int queuePerThread, Duration maxWait) implements CapacityConfig {}

    @Override
    public void enterMore(Priority priority, int further) {
        furtherPlaces.add(further);
        super.enterMore(priority, further);
    }

    @Override
    public void leave(int several) {
        furtherPlaces.add(-several);
        super.leave(several);
    }

    /** Places that were taken (positive) and given back (negative), in order. */
    public List<Integer> furtherPlaces() {
        return List.copyOf(furtherPlaces);
    }
}
