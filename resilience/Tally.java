import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Latencies and failures of the calls of one measurement, by kind. Safe for use by several threads. */
final class Tally {

    private final Map<HonestCallers.Kind, Series> series = new EnumMap<>(HonestCallers.Kind.class);
    private int pending;

    Tally() {
        for (HonestCallers.Kind kind : HonestCallers.Kind.values()) {
            series.put(kind, new Series());
        }
    }

    synchronized void begun() {
        pending++;
    }

    synchronized void ended(HonestCallers.Kind kind, double millis, boolean failed) {
        pending--;
        series.get(kind).add(millis, failed);
        notifyAll();
    }

    /** Returns when every request that has begun has ended; each ends at the latest by its time-out. */
    synchronized void awaitAll() throws InterruptedException {
        while (pending > 0) {
            wait();
        }
    }

    synchronized int calls(HonestCallers.Kind kind) {
        return series.get(kind).count;
    }

    synchronized int failures(HonestCallers.Kind kind) {
        return series.get(kind).failures;
    }

    /**
     * Returns a percentile by the nearest rank: of fewer than 100 requests, the 99th percentile is the slowest one. Failed requests count
     * with the time until they failed.
     */
    synchronized double percentile(HonestCallers.Kind kind, double share) {
        Series all = series.get(kind);
        if (all.count == 0) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(all.millis, all.count);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private static final class Series {

        private double[] millis = new double[1024];
        private int count;
        private int failures;

        void add(double value, boolean failed) {
            if (count == millis.length) {
                millis = Arrays.copyOf(millis, 2 * count);
            }
            millis[count++] = value;
            failures += failed ? 1 : 0;
        }
    }
}
