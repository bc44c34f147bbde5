package dev.latchkey;

import io.quarkus.runtime.ApplicationLifecycleManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * Lets the process end with 0 when it was told to stop and has stopped. By itself, a JVM that a signal ends reports 128 and the signal's
 * number (143 for SIGTERM), also after an orderly shutdown; supervisors take that for a failure.
 *
 * <p>A handler of SIGTERM would do the same, but needs {@code sun.misc.Signal}, which the compiler warns of and cannot be told not to.
 */
final class OrderlyExit implements BiConsumer<Integer, Throwable> {

    /** Above it, a code is that of a signal: the native binary handles those itself and passes them on as codes. */
    private static final int SIGNALLED = 128;

    /** Longer than any orderly shutdown; what has not stopped by then is ended as a failure. */
    private static final long PATIENCE_SECONDS = 60;

    private final CompletableFuture<Integer> status = new CompletableFuture<>();

    private OrderlyExit() {}

    /** Takes over how the process ends from Quarkus' own way. */
    static void install() {
        OrderlyExit exit = new OrderlyExit();
        ApplicationLifecycleManager.setDefaultExitCodeHandler(exit);
        Runtime.getRuntime().addShutdownHook(new Thread(exit::endAfterSignal, "orderly-exit"));
    }

    /**
     * Ends the process. Called when the service has stopped or could not start, or, natively, when a signal has come.
     *
     * @param code what Quarkus would exit with
     * @param fault why it could not start, which Quarkus has logged; or null
     */
    @Override
    public void accept(Integer code, Throwable fault) {
        int known = code > SIGNALLED ? 0 : code;
        status.complete(known);
        // if a signal has begun the JVM's shutdown, this blocks and the hook below ends the process
        System.exit(known);
    }

    /**
     * Runs beside Quarkus' own hook, which has the main thread stop the service and then call the method above. Does nothing if the
     * process ends before Quarkus begins to start, because of a setting for example.
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
