import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** The good logins of each second, and the CPU time of the service and of its client in it. */
final class Seconds {

    /** The share of the steady rate from which a service counts as warm. */
    private static final double WARM = 0.9;

    /** The seconds of one comparison with the steady rate: in one second there are too few logins. */
    private static final int WINDOW = 5;

    private final double[] good;
    private final double[] cpuMillis;
    private final double[] clientMillis;

    private Seconds(int seconds) {
        this.good = new double[seconds];
        this.cpuMillis = new double[seconds];
        this.clientMillis = new double[seconds];
    }

    /** Has clients sign in without a pause. */
    static Seconds record(Target target, int clients, int seconds) throws Exception {
        Seconds recorded = new Seconds(seconds);
        AtomicIntegerArray good = new AtomicIntegerArray(seconds);
        long begin = System.nanoTime();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> recorded.readCpu(target, begin));
        target.signIn(clients, Duration.ofSeconds(seconds), () -> {
            long second = (System.nanoTime() - begin) / 1_000_000_000;
            if (second < seconds) {
                good.incrementAndGet((int) second);
            }
        });
        reader.get();
        for (int i = 0; i < seconds; i++) {
            recorded.good[i] = good.get(i);
        }
        return recorded;
    }

    /** Reads the CPU times at the end of each second. */
    private void readCpu(Target target, long begin) {
        Duration service = target.cpu();
        Duration client = Lab.ownCpu();
        for (int i = 0; i < good.length; i++) {
            try {
                TimeUnit.NANOSECONDS.sleep(begin + (i + 1) * 1_000_000_000L - System.nanoTime());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            Duration serviceNow = target.cpu();
            Duration clientNow = Lab.ownCpu();
            cpuMillis[i] = serviceNow.minus(service).toNanos() / 1e6;
            clientMillis[i] = clientNow.minus(client).toNanos() / 1e6;
            service = serviceNow;
            client = clientNow;
        }
    }

    int length() {
        return good.length;
    }

    /** Returns the good logins per second from one second to another. */
    double perSecond(int from, int to) {
        return Arrays.stream(good, from, to).sum() / (to - from);
    }

    /** Returns the service's CPU time of one good login. */
    double cpuOfOne(int from, int to) {
        return Arrays.stream(cpuMillis, from, to).sum()
                / Arrays.stream(good, from, to).sum();
    }

    /** Returns the client's share of a core, in per cent. */
    double clientPerCent() {
        return Arrays.stream(clientMillis).sum() / good.length / 10;
    }

    /** Returns the rate of the last quarter. */
    double steady() {
        return perSecond(good.length - Math.max(1, good.length / 4), good.length);
    }

    /** Returns the number of seconds after which the rate of each five seconds is at least 90 % of the steady rate. */
    int warmAfter() {
        int window = Math.min(WINDOW, good.length);
        int from = good.length - window;
        while (from > 0 && perSecond(from - 1, from - 1 + window) >= WARM * steady()) {
            from--;
        }
        return from;
    }
}
