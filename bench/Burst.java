import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The result of more logins than the service can serve.
 *
 * @param capacity logins per second that are served without it
 * @param clientCpu CPU time of the client meanwhile
 * @param idle times of other calls without any load, sorted, by their names
 * @param during times of the same calls meanwhile
 */
record Burst(
        double capacity,
        Lines.Outcome outcome,
        Duration clientCpu,
        Map<String, long[]> idle,
        Map<String, long[]> during) {

    /** The time that a request may take, whatever it takes without load. */
    private static final double FLOOR_MILLIS = 15;

    private static final int REFUSALS_MARK_MILLIS = 100;

    /** Returns the requests of a second, the connections and the client's share of a core. */
    String load() {
        return "%.0f logins/s for %.0f s, %d connections, its client took %.0f %% of a core"
                .formatted(
                        outcome.sent() / outcome.seconds(),
                        outcome.seconds(),
                        outcome.connections(),
                        100 * clientCpu.toNanos() / 1e9 / outcome.seconds());
    }

    /** Returns the good logins beside the capacity, of which the text says where it is from. */
    String good(String before, double mark) {
        return "  %.1f logins/s were good, %.2f of the %.1f %s (mark: %s); p50 %.0f ms, p99 %.0f ms"
                .formatted(
                        outcome.servedPerSecond(),
                        outcome.servedPerSecond() / capacity,
                        capacity,
                        before,
                        mark,
                        Lines.Outcome.millis(outcome.served(), 0.5),
                        Lines.Outcome.millis(outcome.served(), 0.99));
    }

    /** Returns the refusals; those of a client who does not wait are delayed on purpose, and have no mark. */
    String refusals(boolean hasMark) {
        long[] refused = outcome.refused();
        String times = refused.length == 0
                ? ""
                : ", p50 %.1f ms, p99 %.1f ms%s"
                        .formatted(
                                Lines.Outcome.millis(refused, 0.5),
                                Lines.Outcome.millis(refused, 0.99),
                                hasMark ? " (mark: " + REFUSALS_MARK_MILLIS + ")" : "");
        return "  %d were refused%s; %d failed".formatted(refused.length, times, outcome.failed());
    }

    /** Returns a line for each of the other calls. */
    List<String> others() {
        List<String> lines = new ArrayList<>();
        for (String call : List.of("refresh", "JWKS", "me", "health")) {
            if (during.containsKey(call)) {
                double idleAt99 = Lines.Outcome.millis(idle.get(call), 0.99);
                lines.add("  %-8s p50 %.1f ms, p99 %.1f ms; idle %.1f and %.1f (mark: %.1f)"
                        .formatted(
                                call,
                                Lines.Outcome.millis(during.get(call), 0.5),
                                Lines.Outcome.millis(during.get(call), 0.99),
                                Lines.Outcome.millis(idle.get(call), 0.5),
                                idleAt99,
                                Math.max(FLOOR_MILLIS, 2 * idleAt99)));
            }
        }
        return lines;
    }
}
