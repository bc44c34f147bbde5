package dev.latchkey.config;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.function.Supplier;

/** Ends the start with a sentence that tells the operator what to do, instead of a stack trace. */
public final class StartRefusal {

    /** The heading of the sentence on standard error. */
    public static final String HEADING = "Latchkey cannot start:\n  ";

    private StartRefusal() {}

    /**
     * Runs a step of the start whose error messages state the remedy.
     *
     * @param step throws {@link IllegalStateException} for faults that an operator can correct
     * @return the result of the step
     * @param <T> its type
     * @throws ConfigurationException with the same sentence and no cause, so that Quarkus prints only the sentence
     */
    public static <T> T unless(Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalStateException fault) {
            throw new ConfigurationException(HEADING + fault.getMessage());
        }
    }
}
