import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints the measurements, and their ratios to C's bcrypt in the same run. */
final class Report {

    static final String LIBXCRYPT_ON_ALL = "libxcrypt, all cores";

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

    void storm(Burst burst) {
        lines.add("a storm of " + burst.load() + ":");
        lines.add(burst.good("before", 0.9));
        lines.add(burst.refusals(true));
        lines.addAll(burst.others());
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
                .filter(name -> name.startsWith("me, "))
                .forEach(name -> System.out.printf(
                        "%-40s%10.1f%10.1f%10.1f%n",
                        name.substring(4), millis(name, 0.5), millis(name, 0.99), millis(name, 1)));
    }

    /** Returns the median of the rounds. */
    private double millis(String name, double quantile) {
        return Loop.median(times.get(name).stream()
                .mapToDouble(sorted -> Lines.Outcome.millis(sorted, quantile))
                .toArray());
    }

    private static double perSecond(List<Rate> all) {
        return Loop.median(all.stream().mapToDouble(Rate::perSecond).toArray());
    }

    private static double cpuMillis(List<Rate> all) {
        return Loop.median(all.stream().mapToDouble(Rate::cpuMillis).toArray());
    }
}
