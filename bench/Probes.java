import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Sends a few requests of other kinds during a load, to measure what other callers notice of it. */
final class Probes implements AutoCloseable {

    private static final Duration BETWEEN = Duration.ofMillis(40);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Future<long[]>> running = new LinkedHashMap<>();
    private volatile boolean stopped;

    /** A request on a connection of its own. */
    interface Call {
        void make() throws IOException;
    }

    /** Starts sending the requests, each on a thread of its own, every 40 ms or as soon as the last is answered. */
    static Probes begin(Map<String, Call> calls) {
        Probes probes = new Probes();
        calls.forEach((name, call) -> probes.running.put(name, probes.threads.submit(() -> probes.repeat(call))));
        return probes;
    }

    /** Stops, and returns the times of each kind, sorted, in ns. */
    Map<String, long[]> end() throws InterruptedException, ExecutionException {
        stopped = true;
        Map<String, long[]> times = new LinkedHashMap<>();
        for (Map.Entry<String, Future<long[]>> each : running.entrySet()) {
            times.put(each.getKey(), each.getValue().get());
        }
        return times;
    }

    /** Sends the requests for a while without any load. */
    static Map<String, long[]> alone(Map<String, Call> calls, Duration duration)
            throws InterruptedException, ExecutionException {
        try (Probes probes = begin(calls)) {
            Thread.sleep(duration.toMillis());
            return probes.end();
        }
    }

    private long[] repeat(Call call) throws IOException, InterruptedException {
        List<Long> took = new ArrayList<>();
        for (long due = System.nanoTime(); !stopped; due += BETWEEN.toNanos()) {
            long wait = due - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            } else {
                due = System.nanoTime();
            }
            long before = System.nanoTime();
            call.make();
            took.add(System.nanoTime() - before);
        }
        long[] sorted = took.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
    }
}
