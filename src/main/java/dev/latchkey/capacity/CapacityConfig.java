package dev.latchkey.capacity;

import dev.latchkey.config.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** Limits how many passwords are hashed at once and how many may wait. */
@ConfigMapping(prefix = "latchkey.password")
public interface CapacityConfig {

    /**
     * Number of threads that hash. More threads than cores slow every login down and speed none up.
     *
     * @return by default the number of processors that the container may use
     */
    @Within(least = "1", most = "1024")
    OptionalInt threads();

    /**
     * Number of passwords per thread that may wait before further ones are refused as busy; never more than 100 in all. The last quarter is
     * reserved for {@linkplain Priority#RECOGNISED_DEVICE recognised devices}.
     *
     * @return 44 by default
     */
    @WithDefault("44")
    @Within(least = "1", most = "10000")
    int queuePerThread();

    /**
     * How long a password may wait for a thread. A caller is refused as busy at once if the expected wait, by the average work of recent
     * hashes, is longer; a caller of normal priority, if it is longer than three quarters of this.
     *
     * @return 2 s by default
     */
    @WithDefault("2s")
    @Within(least = "1ms", most = "10m")
    Duration maxWait();
}
