package dev.latchkey.packaged;

import java.time.Duration;
import java.util.Map;

/**
 * What came of a command.
 *
 * @param code what it exited with
 * @param output what it printed, to standard error too
 */
record Outcome(int code, String output) {

    private static final Duration SOON = Duration.ofMinutes(2);

    /** Runs a command to its end. */
    static Outcome of(Map<String, String> settings, String input, String... arguments) {
        try (ServiceProcess process = ServiceProcess.command(settings, input, arguments)) {
            return new Outcome(process.awaitEnd(SOON), process.output());
        }
    }
}
