package dev.latchkey;

import io.quarkus.runtime.ApplicationLifecycleManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * Makes the process exit with 0 after an orderly shutdown. By default, a JVM that a signal ends exits with 128 plus the signal's number
 * (143 for SIGTERM), even after an orderly shutdown; supervisors take that for a failure.
 *
 * <p>A handler of SIGTERM would do the same. It needs {@code sun.misc.Signal}, and the compiler's warning about that class cannot be
 * suppressed.
 */
final class OrderlyExit implements BiConsumer<Integer, Throwable> {

    /** Exit codes above this one stand for signals. The native binary handles signals itself and passes them on as such codes. */
    private static final int SIGNALLED = 128;

    /** Longer than any orderly shutdown. A shutdown that takes longer ends as a failure. */
    private static final long PATIENCE_SECONDS = 60;

    private final CompletableFuture<Integer> status = new CompletableFuture<>();

    private OrderlyExit() {}

    /** Replaces Quarkus' own handling of the exit code. */
    static void install() {
        OrderlyExit exit = new OrderlyExit();
        ApplicationLifecycleManager.setDefaultExitCodeHandler(exit);
        Runtime.getRuntime().addShutdownHook(new Thread(exit::endAfterSignal, "orderly-exit"));
    }

    /**
     * Ends the process. Quarkus calls this when the service has stopped or could not start and, in the native binary, when a signal has
     * arrived.
     *
     * @param code the exit code that Quarkus would use
     * @param fault why the service could not start, which Quarkus has logged; or null
     */
    @Override
    public void accept(Integer code, Throwable fault) {
        int known = code > SIGNALLED ? 0 : code;
        status.complete(known);
        // if a signal has started the JVM's shutdown, this call blocks and the hook below ends the process
        System.exit(known);
    }

    /**
     * Runs concurrently with Quarkus' shutdown hook, which makes the main thread stop the service and then call {@code accept}. Does
     * nothing if the process ends before Quarkus begins to start, for example because of an invalid setting.
     */
    private void endAfterSignal() {
        boolean running = ApplicationLifecycleManager.getCurrentApplication() != null;
        if (running && !status.isDone()) {
            int known = stopped();
            System.out.flush();
            System.err.flush();
            Runtime.getRuntime().halt(known);
        }
    }

    private int stopped() {
        try {
            return status.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            return 1;
        }
    }
}
