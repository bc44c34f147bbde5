package dev.latchkey.platform;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows whether there are calls. Work that looks for changes by a schedule skips most of its looks while there are none, so that an idle
 * database is left alone: a replica asks it less than six times a minute. Safe for use by several threads.
 */
@Singleton
public class Quiet {

    /** Longer than a call takes, so that what the last one did is seen. An import may take longer: its lines are looked for later. */
    private static final Duration BUSY = Duration.ofSeconds(15);

    /** Before everything that may answer a call. */
    private static final int FIRST = 1001;

    private volatile long lastCall = System.nanoTime();

    Quiet() {}

    void register(@Observes Filters filters) {
        filters.register(
                call -> {
                    lastCall = System.nanoTime();
                    call.next();
                },
                FIRST);
    }

    /**
     * Whether there was no call for 15 s.
     *
     * @return false also shortly after the start
     */
    public boolean now() {
        return System.nanoTime() - lastCall > BUSY.toNanos();
    }

    /** Skips a look while there are no calls, unless the last one is too long ago. */
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

    /** For what others wait for: while there are no calls, a look every half minute. */
    @Singleton
    public static class HalfMinute extends Skipping {
        HalfMinute(Quiet quiet) {
            super(quiet, Duration.ofSeconds(30));
        }
    }

    /** For tidying, which makes nothing wrong by coming later: while there are no calls, a look every ten minutes. */
    @Singleton
    public static class TenMinutes extends Skipping {
        TenMinutes(Quiet quiet) {
            super(quiet, Duration.ofMinutes(10));
        }
    }
}
