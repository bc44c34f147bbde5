package dev.latchkey.http;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows whether there are requests. While there are none, scheduled work that looks for changes skips most of its runs, so that an idle
 * database stays idle: a replica queries it less than six times a minute. Safe for use by several threads.
 */
@Singleton
public class Quiet {

    /** Longer than a request takes, so that the results of the last one are seen. An import may take longer; its lines are found later. */
    private static final Duration BUSY = Duration.ofSeconds(15);

    private volatile long lastCall = System.nanoTime();

    Quiet() {}

    void register(@Observes Filters filters) {
        EdgeFilter.ACTIVITY.register(filters, call -> {
            lastCall = System.nanoTime();
            call.next();
        });
    }

    /**
     * Returns whether there was no request for 15 s.
     *
     * @return false also shortly after the start
     */
    public boolean now() {
        return System.nanoTime() - lastCall > BUSY.toNanos();
    }

    /** Skips a run while there are no requests, unless the last run is too long ago. */
    private abstract static class Skipping implements Scheduled.SkipPredicate {

        private final Quiet quiet;
        private final long longest;
        private final long start = System.nanoTime();
        private final Map<String, Long> looks = new ConcurrentHashMap<>();

        Skipping(Quiet quiet, Duration longest) {
            this.quiet = quiet;
            this.longest = longest.toNanos();
        }

        @Override
        public boolean test(ScheduledExecution look) {
            String work = look.getTrigger().getId();
            long now = System.nanoTime();
            boolean skips = quiet.now() && now - looks.getOrDefault(work, start) < longest;
            if (!skips) {
                looks.put(work, now);
            }
            return skips;
        }
    }

    /** For work that others wait for: while there are no requests, one run every half minute. */
    @Singleton
    public static class HalfMinute extends Skipping {
        HalfMinute(Quiet quiet) {
            super(quiet, Duration.ofSeconds(30));
        }
    }

    /** For cleanup, which may be late without harm: while there are no requests, one run every ten minutes. */
    @Singleton
    public static class TenMinutes extends Skipping {
        TenMinutes(Quiet quiet) {
            super(quiet, Duration.ofMinutes(10));
        }
    }
}
