package dev.latchkey.password;

import dev.latchkey.password.bcrypt.BcryptEngine;
import dev.latchkey.password.bcrypt.BcryptJob;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The few threads that hash. Strangers and those who are known take turns, each first come first served. Who cannot be served in
 * time is refused at the door, before any work is done; strangers while there is still room for those who are known.
 *
 * <p>Two jobs of the same work that both wait are computed side by side; nobody waits for a partner. Safe for use by several
 * threads; the caller's thread waits for its result.
 */
@Singleton
class HashingPool {

    /** Each caller keeps one of Quarkus' 200 worker threads while it waits; all other calls need some, too. */
    private static final int MOST_WAITING = 100;

    /** Nothing to tell from it how long a password takes. */
    private static final String WARM_UP = "warm-up";

    private static final int WARM_UP_PAIRS = 60;
    private static final int WARM_UP_COST = 6;

    private final BcryptEngine engine;
    private final Duration maxWait;
    private final int places;
    private final AtomicInteger taken = new AtomicInteger();
    private final BlockingQueue<HashingTask<?>> waiting = new LinkedBlockingQueue<>();
    private final List<Thread> threads;
    private final HashingMetrics metrics;
    private final Padding padding;
    /**
     * How much CPU one password took, of late; half of what a pair takes. Not how long it took: when refusals themselves keep the cores
     * busy, that grows, and more would be refused because many are.
     */
    private volatile double nanosForOne;

    HashingPool(PasswordConfig config, HashingMetrics metrics) {
        int size = config.threads().orElse(Runtime.getRuntime().availableProcessors());
        this.engine = config.engine();
        this.maxWait = config.maxWait();
        this.places = 2 * size + Math.min(size * config.queuePerThread(), MOST_WAITING);
        this.metrics = metrics;
        this.padding = new Padding(engine, config.cost());
        metrics.watch(waiting);
        this.threads = IntStream.rangeClosed(1, size)
                .mapToObj(number -> new Thread(this::work, "hashing-" + number))
                .toList();
    }

    /**
     * Takes a place among those who are served or wait; {@link #leave} gives it back.
     *
     * @param standing who asks
     * @throws ProblemException {@code busy}, if the caller could not be served in time
     */
    void enter(Standing standing) {
        int before;
        // not counted first: who is refused takes no place, not for a moment
        do {
            before = taken.get();
            if (isFull(before, standing)) {
                throw busy();
            }
        } while (!taken.compareAndSet(before, before + 1));
    }

    /**
     * Asks what {@link #enter} would say now, and takes no place. It does not wait.
     *
     * @param standing who asks
     * @throws ProblemException {@code busy}
     */
    void requireRoom(Standing standing) {
        if (isFull(taken.get(), standing)) {
            throw busy();
        }
    }

    private boolean isFull(int before, Standing standing) {
        return before >= standing.of(places) || before * nanosForOne / threads.size() > standing.of(maxWait.toNanos());
    }

    void leave() {
        leave(1);
    }

    /** Takes further places for a caller who has one and needs several hashes, so that {@link #enter} knows of all the work. */
    void enterMore(int further) {
        taken.addAndGet(further);
    }

    /** Gives several places back. */
    void leave(int several) {
        taken.addAndGet(-several);
    }

    /**
     * Has a job computed on one of the threads and waits for it. The caller has a place.
     *
     * @param standing who called
     * @param job what to hash
     * @param then what is to be done with the result, on the same thread
     * @throws ProblemException {@code busy}, if it could not begin in time after all
     */
    <T> T run(String operation, Standing standing, BcryptJob job, Supplier<T> then) {
        return await(new HashingTask<>(operation, standing, job, then, maxWait.toNanos()));
    }

    /** Has any other work done on one of the threads and waits for it. The caller has a place. */
    <T> T run(String operation, Standing standing, Supplier<T> work) {
        return await(new HashingTask<>(operation, standing, null, work, maxWait.toNanos()));
    }

    /** As {@link #run(String, Standing, Supplier)}, and it takes no less than a comparison of bcrypt at the configured cost. */
    <T> T runPadded(String operation, Standing standing, Supplier<T> work) {
        return run(operation, standing, () -> {
            long begin = Padding.cpuNanos();
            T result = work.get();
            padding.fill(begin);
            return result;
        });
    }

    private <T> T await(HashingTask<T> task) {
        if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
            throw new IllegalStateException("a password must not be hashed while a database connection is held");
        }
        waiting.add(task);
        return task.await();
    }

    private ProblemException busy() {
        metrics.shed();
        // by then everybody who waits now has been served
        return ProblemException.of(ProblemType.BUSY, maxWait);
    }

    /** Strangers and those who are known take turns at being the first: neither wait behind a crowd of the others. */
    private void work() {
        try {
            boolean known = false;
            while (true) {
                HashingTask<?> first = next(known ? Standing.STRANGER : Standing.KNOWN);
                known = first.standing() == Standing.KNOWN;
                if (first.isLate()) {
                    first.fail(busy());
                } else {
                    serve(first, engine.pairs() ? partnerOf(first) : null);
                }
            }
        } catch (InterruptedException e) {
            // the service stops: the thread ends here
            Thread.currentThread().interrupt();
        }
    }

    private HashingTask<?> next(Standing preferred) throws InterruptedException {
        HashingTask<?> next = poll(each -> each.standing() == preferred);
        return next == null ? waiting.take() : next;
    }

    private @Nullable HashingTask<?> partnerOf(HashingTask<?> first) {
        HashingTask<?> ofOtherStanding = poll(each -> each.standing() != first.standing() && first.pairsWith(each));
        return ofOtherStanding == null ? poll(first::pairsWith) : ofOtherStanding;
    }

    /** Takes the first of its kind; null if there is none. */
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
        tasks.forEach(task -> metrics.end(task, took));
        if (first.operation().equals(WARM_UP)) {
            return;
        }
        if (second == null) {
            first.job().ifPresent(job -> padding.learn(job, cpu));
        }
        double one = (double) cpu / tasks.size();
        nanosForOne = nanosForOne == 0 ? one : nanosForOne + (one - nanosForOne) / 8;
    }

    /** Begins, with what teaches the JVM's compiler the kernel, so that the first logins need not. */
    @SuppressWarnings("ThreadPriorityCheck") // a wish, not what correctness rests on
    void start(@Observes StartupEvent start) {
        waiting.add(new HashingTask<>(WARM_UP, Standing.STRANGER, null, this::warmUp, Long.MAX_VALUE));
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
        threads.forEach(Thread::interrupt);
        for (HashingTask<?> task = waiting.poll(); task != null; task = waiting.poll()) {
            task.fail(busy());
        }
    }
}
