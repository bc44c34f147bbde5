import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Measures logins second by second, from ready on. */
final class WarmRate implements Section {

    private static final int CLIENTS = 8;
    private static final int EACH = 10;

    private final Lab lab;
    private final int seconds;
    private final Map<Variant, Seconds> measured = new LinkedHashMap<>();

    WarmRate(Lab lab, int seconds) {
        this.lab = lab;
        this.seconds = seconds;
    }

    @Override
    public void begin() {
        System.out.printf(
                "rate: good logins a second with %d clients from ready on, and CPU ms of the service for one%n",
                CLIENTS);
    }

    @Override
    public void measure(Variant variant) throws Exception {
        try (Fresh fresh = variant.start(lab)) {
            measured.put(variant, Seconds.record(fresh.target(), CLIENTS, seconds));
        }
    }

    @Override
    public void end() {
        row("second", variant -> variant.title());
        for (int second = 1; second <= Math.min(EACH, seconds); second++) {
            row(second - 1, second);
        }
        for (int second = 2 * EACH; second <= seconds; second += EACH) {
            row(second - EACH, second);
        }
        row("steady", variant -> "%.1f".formatted(measured.get(variant).steady()));
        row("90 % after", variant -> measured.get(variant).warmAfter() + " s");
        row("  mark", variant -> variant.isPeer() ? "" : "5 s");
        row(
                "client, of a core",
                variant -> "%.0f %%".formatted(measured.get(variant).clientPerCent()));
        System.out.println("steady: mean of the last quarter; 90 %: of it, in each 5 s from then on");
    }

    private void row(int from, int to) {
        row(
                to - from == 1 ? String.valueOf(to) : (from + 1) + " to " + to,
                variant -> cell(measured.get(variant), from, to));
    }

    private static String cell(Seconds measured, int from, int to) {
        double perSecond = measured.perSecond(from, to);
        return perSecond == 0 ? "0.0      - ms" : "%.1f %6.1f ms".formatted(perSecond, measured.cpuOfOne(from, to));
    }

    private void row(String name, Function<Variant, String> cell) {
        System.out.printf("%-18s", name);
        measured.keySet().forEach(variant -> System.out.printf("%24s", cell.apply(variant)));
        System.out.println();
    }
}
