package dev.latchkey.password;

import dev.latchkey.capacity.HashingAdmission;
import dev.latchkey.capacity.Priority;
import dev.latchkey.password.bcrypt.BcryptEngine;
import dev.latchkey.password.bcrypt.BcryptJob;
import dev.latchkey.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The thread pool that hashes passwords. Callers of the two priorities alternate, each in order of arrival; {@link HashingAdmission} has
 * already refused callers who could not be served in time.
 *
 * <p>Two waiting jobs of the same work are computed as a pair; no job waits for a partner. Safe for use by several threads; the caller's
 * thread waits for its result.
 */
@Singleton
class HashingPool {

    /** Tasks of this name are not counted in the average time of a hash. */
    private static final String WARM_UP = "warm-up";

    private static final int WARM_UP_PAIRS = 60;
    private static final int WARM_UP_COST = 6;

    /** The CPU time of a hash of cost 10 in a JVM that has just started, about twice what it needs later; each further cost doubles it. */
    private static final double FIRST_GUESS_NANOS = 100e6;

    private final BcryptEngine engine;
    private final HashingAdmission admission;
    private final BlockingQueue<HashingTask<?>> waiting = new LinkedBlockingQueue<>();
    private final List<Thread> threads;
    private final HashingMetrics metrics;
    private final Padding padding;

    /** Whether the service stops; tasks that arrive then are refused. */
    private volatile boolean stopped;

    HashingPool(PasswordConfig config, HashingAdmission admission, HashingMetrics metrics) {
        this.engine = config.engine();
        this.admission = admission;
        this.metrics = metrics;
        this.padding = new Padding(engine, config.cost());
        admission.expect(FIRST_GUESS_NANOS * Math.pow(2, config.cost() - 10));
        metrics.watch(waiting);
        this.threads = IntStream.rangeClosed(1, admission.threads())
                .mapToObj(number -> new Thread(this::work, "hashing-" + number))
                .toList();
    }

    /**
     * Computes a job on one of the threads and waits for it. The caller must have a place.
     *
     * @param priority the caller's priority
     * @param job the job
     * @param then work to do with the result, on the same thread
     * @throws ProblemException {@code busy}, if it could not begin in time after all
     */
    <T> T run(String operation, Priority priority, BcryptJob job, Supplier<T> then) {
        return run(operation, priority, job, then, admission.maxWait());
    }

    /** As {@link #run(String, Priority, BcryptJob, Supplier)}, with another time within which it must begin. */
    <T> T run(String operation, Priority priority, BcryptJob job, Supplier<T> then, Duration maxWait) {
        return await(new HashingTask<>(operation, priority, job, then, maxWait.toNanos()));
    }

    /** Runs other work on one of the threads and waits for it. The caller must have a place. */
    <T> T run(String operation, Priority priority, Supplier<T> work) {
        return await(new HashingTask<>(
                operation, priority, null, work, admission.maxWait().toNanos()));
    }

    /** As {@link #run(String, Priority, Supplier)}, but takes no less time than a bcrypt comparison at the configured cost. */
    <T> T runPadded(String operation, Priority priority, Supplier<T> work, Duration maxWait) {
        Supplier<T> padded = () -> {
            long begin = Padding.cpuNanos();
            T result = work.get();
            padding.fill(begin);
            return result;
        };
        return await(new HashingTask<>(operation, priority, null, padded, maxWait.toNanos()));
    }

    private <T> T await(HashingTask<T> task) {
        if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
            throw new IllegalStateException("a password must not be hashed while a database connection is held");
        }
        waiting.add(task);
        // read after the addition: either this call or stop() finds the task in the queue
        if (stopped) {
            refuseWaiting();
        }
        return task.await();
    }

    /** Serves tasks. The two priorities alternate, so that callers of one do not wait behind a crowd of the other. */
    private void work() {
        try {
            boolean known = false;
            while (true) {
                HashingTask<?> first = next(known ? Priority.NORMAL : Priority.RECOGNISED_DEVICE);
                known = first.priority() == Priority.RECOGNISED_DEVICE;
                if (first.isLate()) {
                    first.fail(admission.busy());
                } else {
                    serve(first, engine.pairs() ? partnerOf(first) : null);
                }
            }
        } catch (InterruptedException e) {
            // the service stops: the thread ends here
            Thread.currentThread().interrupt();
        }
    }

    private HashingTask<?> next(Priority preferred) throws InterruptedException {
        HashingTask<?> next = poll(each -> each.priority() == preferred);
        return next == null ? waiting.take() : next;
    }

    private @Nullable HashingTask<?> partnerOf(HashingTask<?> first) {
        HashingTask<?> ofOtherPriority = poll(each -> each.priority() != first.priority() && first.pairsWith(each));
        return ofOtherPriority == null ? poll(first::pairsWith) : ofOtherPriority;
    }

    /** Removes and returns the first waiting task that matches; null if there is none. */
    private @Nullable HashingTask<?> poll(Predicate<HashingTask<?>> kind) {
        for (HashingTask<?> each : waiting) {
            if (kind.test(each) && waiting.remove(each)) {
                return each;
            }
        }
        return null;
    }

    private void serve(HashingTask<?> first, @Nullable HashingTask<?> second) {
        List<HashingTask<?>> tasks = second == null ? List.of(first) : List.of(first, second);
        tasks.forEach(metrics::begin);
        long begin = System.nanoTime();
        long cpuBefore = Padding.cpuNanos();
        HashingTask.serve(engine, first, second);
        long took = System.nanoTime() - begin;
        long cpu = Padding.cpuNanos() - cpuBefore;
        try {
            // before the answer: a caller that has its answer finds it counted
            tasks.forEach(task -> metrics.end(task, took));
        } finally {
            tasks.forEach(HashingTask::deliver);
        }
        learn(first, second, cpu);
    }

    private void learn(HashingTask<?> first, @Nullable HashingTask<?> second, long cpuNanos) {
        if (first.operation().equals(WARM_UP)) {
            return;
        }
        if (second == null) {
            first.job().ifPresent(job -> padding.learn(job, cpuNanos));
        }
        admission.learn((double) cpuNanos / (second == null ? 1 : 2));
    }

    void start(@Observes StartupEvent start) {
        start(ImageMode.current());
    }

    /**
     * Starts the threads. On a JVM the first task is a warm-up that makes it compile the kernel, so that the first logins do not have to. A
     * native image is compiled already; there the warm-up was 72 % of the CPU of the first 1.2 s.
     */
    @SuppressWarnings("ThreadPriorityCheck") // a hint to the scheduler; correctness does not depend on it
    void start(ImageMode image) {
        if (image == ImageMode.JVM) {
            waiting.add(new HashingTask<>(WARM_UP, Priority.NORMAL, null, this::warmUp, Long.MAX_VALUE));
        }
        threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        });
    }

    private boolean warmUp() {
        for (int i = 0; i < WARM_UP_PAIRS; i++) {
            engine.compute(warmUpJob());
            engine.compute(warmUpJob(), warmUpJob());
        }
        return true;
    }

    private static BcryptJob warmUpJob() {
        return new BcryptJob(new byte[] {1}, new byte[16], WARM_UP_COST);
    }

    void stop(@Observes ShutdownEvent end) {
        stopped = true;
        threads.forEach(Thread::interrupt);
        refuseWaiting();
    }

    /** Refuses tasks that no thread will take any more. */
    private void refuseWaiting() {
        for (HashingTask<?> task = waiting.poll(); task != null; task = waiting.poll()) {
            task.fail(admission.busy());
        }
    }
}
