import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Repeats a step on several threads for a while, each as soon as its last step has ended. */
final class Loop {

    private Loop() {}

    /** One step; an exception ends the measurement. */
    interface Step {
        void run() throws Exception;
    }

    /**
     * The result of a measurement.
     *
     * @param perSecond steps per second
     * @param took the time of each step, sorted
     */
    record Outcome(double perSecond, long[] took) {

        int count() {
            return took.length;
        }

        double millisAt(double quantile) {
            return took[(int) Math.min(took.length - 1L, Math.round(quantile * took.length))] / 1e6;
        }
    }

    static Outcome run(int threads, Duration duration, Step step) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + duration.toNanos();
        return run(threads, () -> System.nanoTime() < end, step);
    }

    /** Repeats a step for a number of times in all. */
    static Outcome count(int threads, int times, Step step) throws InterruptedException, ExecutionException {
        AtomicInteger begun = new AtomicInteger();
        return run(threads, () -> begun.incrementAndGet() <= times, step);
    }

    private static Outcome run(int threads, BooleanSupplier goesOn, Step step)
            throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            Callable<List<Long>> repeat = () -> repeat(step, goesOn);
            List<Long> took = new ArrayList<>();
            for (Future<List<Long>> each : pool.invokeAll(Collections.nCopies(threads, repeat))) {
                took.addAll(each.get());
            }
            // steps that began in time are completed, and their times count
            double seconds = (System.nanoTime() - start) / 1e9;
            long[] sorted = took.stream().mapToLong(Long::longValue).sorted().toArray();
            return new Outcome(sorted.length / seconds, sorted);
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<Long> repeat(Step step, BooleanSupplier goesOn) throws Exception {
        List<Long> took = new ArrayList<>();
        long before = System.nanoTime();
        while (goesOn.getAsBoolean()) {
            step.run();
            long after = System.nanoTime();
            took.add(after - before);
            before = after;
        }
        return took;
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
