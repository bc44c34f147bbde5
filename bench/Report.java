import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints the measurements, and their ratios to C's bcrypt in the same run. */
final class Report {

    static final String LIBXCRYPT_ON_ALL = "libxcrypt, all cores";

    /** The time that a request may take in the storm, whatever it takes without it. */
    private static final double FLOOR_MILLIS = 15;

    private final Map<String, List<Rate>> rates = new LinkedHashMap<>();
    private final Map<String, List<long[]>> times = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    void add(String name, Rate rate) {
        rates.computeIfAbsent(name, key -> new ArrayList<>()).add(rate);
    }

    void addTimes(String when, Map<String, long[]> calls) {
        calls.forEach((call, sorted) -> times.computeIfAbsent(call + ", " + when, key -> new ArrayList<>())
                .add(sorted));
    }

    void storm(double capacity, OpenLoop.Outcome outcome, Duration clientCpu) {
        lines.add("a storm of %.0f logins/s for %.0f s, %d connections, its client took %.0f %% of a core:"
                .formatted(
                        outcome.sent() / outcome.seconds(),
                        outcome.seconds(),
                        outcome.connections(),
                        100 * clientCpu.toNanos() / 1e9 / outcome.seconds()));
        lines.add("  %.1f logins/s were good, %.2f of the %.1f before (mark: 0.9); p50 %.0f ms, p99 %.0f ms"
                .formatted(
                        outcome.servedPerSecond(),
                        outcome.servedPerSecond() / capacity,
                        capacity,
                        OpenLoop.Outcome.millis(outcome.served(), 0.5),
                        OpenLoop.Outcome.millis(outcome.served(), 0.99)));
        lines.add("  %d were refused, p50 %.1f ms, p99 %.1f ms (mark: 100); %d failed"
                .formatted(
                        outcome.refused().length,
                        OpenLoop.Outcome.millis(outcome.refused(), 0.5),
                        OpenLoop.Outcome.millis(outcome.refused(), 0.99),
                        outcome.failed()));
        for (String call : List.of("refresh", "JWKS", "me", "health")) {
            double idle = millis(call + ", idle", 0.99);
            lines.add("  %-8s p50 %.1f ms, p99 %.1f ms; idle %.1f and %.1f (mark: %.1f)"
                    .formatted(
                            call,
                            millis(call + ", storm", 0.5),
                            millis(call + ", storm", 0.99),
                            millis(call + ", idle", 0.5),
                            idle,
                            Math.max(FLOOR_MILLIS, 2 * idle)));
        }
    }

    void heap(double before, double after) {
        lines.add("  heap after a collection: %.0f MiB before, %.0f MiB after".formatted(before, after));
    }

    /** Prints the rates so far, so that a long run shows its progress. */
    void printRates() {
        System.out.printf("%-32s%12s%10s%14s%12s%n", "", "a second", "ratio", "CPU of one", "CPU ratio");
        rates.forEach((name, all) -> System.out.printf(
                "%-32s%12.1f%10.2f%11.1f ms%12.2f%n",
                name,
                perSecond(all),
                perSecond(all) / perSecond(rates.get(LIBXCRYPT_ON_ALL)),
                cpuMillis(all),
                cpuMillis(all) / cpuMillis(rates.get(LIBXCRYPT_ON_ALL))));
        System.out.println();
    }

    void printStorm() {
        lines.forEach(System.out::println);
        System.out.println();
    }

    void printBearers() {
        System.out.printf("%-40s%10s%10s%10s%n", "who bears this token? (ms)", "p50", "p99", "most");
        times.keySet().stream()
                .filter(name -> name.startsWith("me, ") && !name.equals("me, idle") && !name.equals("me, storm"))
                .forEach(name -> System.out.printf(
                        "%-40s%10.1f%10.1f%10.1f%n",
                        name.substring(4), millis(name, 0.5), millis(name, 0.99), millis(name, 1)));
    }

    /** Returns the median of the rounds. */
    private double millis(String name, double quantile) {
        return Loop.median(times.get(name).stream()
                .mapToDouble(sorted -> OpenLoop.Outcome.millis(sorted, quantile))
                .toArray());
    }

    private static double perSecond(List<Rate> all) {
        return Loop.median(all.stream().mapToDouble(Rate::perSecond).toArray());
    }

    private static double cpuMillis(List<Rate> all) {
        return Loop.median(all.stream().mapToDouble(Rate::cpuMillis).toArray());
    }
}
