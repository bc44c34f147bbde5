package dev.latchkey.outbox;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.jboss.logging.Logger;

/**
 * Sends due messages of an outbox. A receiver with due messages has its own thread, so that a receiver that hangs delays no other. Safe for
 * use by several threads.
 */
public final class Dispatcher implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    private final String name;
    private final Outbox outbox;
    private final Retries retries;
    private final LongUnaryOperator upTo;
    private final Consumer<String> count;
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /**
     * Creates a dispatcher, which must be closed.
     *
     * @param name what is sent, for the log
     * @param outbox the messages
     * @param retries when a message is tried again
     * @param upTo returns a random number from 0 up to its argument
     * @param count hears of each attempt: {@code delivered}, {@code failed}, {@code dead}
     */
    public Dispatcher(String name, Outbox outbox, Retries retries, LongUnaryOperator upTo, Consumer<String> count) {
        this.name = name;
        this.outbox = outbox;
        this.retries = retries;
        this.upTo = upTo;
        this.count = count;
    }

    /** Begins to send what is due, and does not wait for it. */
    public void look() {
        for (UUID receiver : outbox.waiting()) {
            if (busy.add(receiver)) {
                threads.execute(() -> {
                    try {
                        sendAll(receiver);
                    } catch (RuntimeException e) {
                        LOG.errorf(e, "%s %s", name, receiver);
                    } finally {
                        busy.remove(receiver);
                    }
                });
            }
        }
    }

    /**
     * Sends all due messages of a receiver, on the caller's thread.
     *
     * @param receiver the receiver
     */
    public void sendAll(UUID receiver) {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = sendNext(receiver);
        }
    }

    /** Takes one message at a time, because the lease covers one attempt. */
    private boolean sendNext(UUID receiver) {
        Optional<Attempt> next = outbox.take(receiver);
        next.ifPresent(attempt -> {
            Optional<String> fault = attempt.send().get();
            // if the service is stopping, another replica tries again after the lease
            if (!Thread.currentThread().isInterrupted()) {
                settle(attempt, fault);
            }
        });
        return next.isPresent();
    }

    private void settle(Attempt attempt, Optional<String> fault) {
        if (fault.isEmpty()) {
            outbox.delivered(attempt.id());
            count.accept("delivered");
        } else if (retries.isLast(attempt.number())) {
            outbox.died(attempt.id(), fault.get());
            count.accept("dead");
            LOG.warnf("%s message %s is dead after %d attempts", name, attempt.name(), attempt.number());
        } else {
            outbox.failed(attempt.id(), fault.get(), retries.pause(attempt.number(), upTo));
            count.accept("failed");
        }
    }

    /** Interrupts what is being sent; it is tried again after its lease. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
