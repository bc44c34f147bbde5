package dev.latchkey.packaged;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What came of a command.
 *
 * @param code what it exited with
 * @param output what it printed, to standard error too
 */
record Outcome(int code, String output) {

    private static final Duration SOON = Duration.ofMinutes(2);

    /** Runs commands beside each other, as the machine's processors let them, and gives what each printed in their order. */
    static List<String> beside(List<Supplier<String>> commands) {
        List<CompletableFuture<String>> running = commands.stream()
                .map(each -> CompletableFuture.supplyAsync(each))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    /** Runs a command to its end. */
    static Outcome of(Map<String, String> settings, String input, String... arguments) {
        try (ServiceProcess process = ServiceProcess.command(settings, input, arguments)) {
            return new Outcome(process.awaitEnd(SOON), process.output());
        }
    }
}
