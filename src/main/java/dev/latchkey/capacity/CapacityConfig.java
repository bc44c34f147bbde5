package dev.latchkey.capacity;

import dev.latchkey.platform.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.OptionalInt;

/** How many passwords are hashed at once, and how many may wait. */
@ConfigMapping(prefix = "latchkey.password")
public interface CapacityConfig {

    /**
     * How many threads hash. More than there are cores makes every login slower and none faster.
     *
     * @return by default the processors that the container may use
     */
    @Min(1)
    @Max(1_024)
    OptionalInt threads();

    /**
     * How many passwords may wait for each of the threads before another is refused as busy; never more than 100 in all. The last
     * quarter is for {@linkplain Priority#RECOGNISED_DEVICE recognised devices}.
     *
     * @return 44 by default
     */
    @WithDefault("44")
    @Min(1)
    @Max(10_000)
    int queuePerThread();

    /**
     * How long a password may wait for a thread. One that would wait longer, by the work of the last ones, is refused as busy at once; one
     * of normal priority, if it would wait for more than three quarters of that.
     *
     * @return 2 s by default
     */
    @WithDefault("2s")
    @Within(least = "1ms", most = "10m")
    Duration maxWait();
}
