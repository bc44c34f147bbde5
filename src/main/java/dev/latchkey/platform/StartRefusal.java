package dev.latchkey.platform;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.function.Supplier;

/** Ends the start with a sentence that an operator can go by, where a stack trace would say less. */
public final class StartRefusal {

    /** What stands in front of the sentence for who reads it on standard error. */
    public static final String HEADING = "Latchkey cannot start:\n  ";

    private StartRefusal() {}

    /**
     * Does a step of the start whose faults say themselves what to do.
     *
     * @param step throws {@link IllegalStateException} for what an operator can mend
     * @return what the step gives
     * @param <T> its type
     * @throws ConfigurationException with the same sentence and no cause: Quarkus prints it alone
     */
    public static <T> T unless(Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalStateException fault) {
            throw new ConfigurationException(HEADING + fault.getMessage());
        }
    }
}
