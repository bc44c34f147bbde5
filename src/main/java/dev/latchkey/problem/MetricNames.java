package dev.latchkey.problem;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.Set;

/** What is refused before it is routed is counted under one name: else strangers would fill the metrics with theirs. */
@Singleton
class MetricNames implements MeterFilter {

    private static final Set<String> UNROUTED = Set.of("403", "413");

    @Override
    public Meter.Id map(Meter.Id id) {
        String status = id.getTag("status");
        boolean unrouted = id.getName().startsWith("http.server.")
                && id.getTag("uri") != null
                && status != null
                && UNROUTED.contains(status);
        return unrouted ? id.withTag(Tag.of("uri", "REFUSED")) : id;
    }
}
