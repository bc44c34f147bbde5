package dev.latchkey.packaged;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The result of a command.
 *
 * @param code the exit code
 * @param output what it printed, including standard error
 */
record Outcome(int code, String output) {

    private static final Duration SOON = Duration.ofMinutes(2);

    /** Runs commands in parallel, as far as the machine's processors allow, and returns their outputs in order. */
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
