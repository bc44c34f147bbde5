/** Prints the table that compares each kind of request during each attack with the same kind without an attack. */
final class Comparison {

    private static final double MOST_TIMES = 2;

    private final Tally idle;
    private final double floorMillis;
    private int met;
    private int marks;

    Comparison(Tally idle, double floorMillis) {
        this.idle = idle;
        this.floorMillis = floorMillis;
        System.out.printf(
                "Mark: no failures, and p99 <= %.0f x idle's p99 or <= %.0f ms, whichever is more.%n%n",
                MOST_TIMES, floorMillis);
        System.out.printf(
                "%-30s%-14s%8s%11s%11s%10s%9s  %s%n",
                "beside", "call", "calls", "p50 (ms)", "p99 (ms)", "failures", "x idle", "mark");
        for (HonestCallers.Kind kind : HonestCallers.Kind.values()) {
            line("nothing", kind, idle, "");
        }
    }

    /** Prints the lines of one attack and the summary of its sockets; returns whether all limits are met. */
    boolean print(String attack, Tally beside, String report) {
        System.out.println();
        boolean good = true;
        for (HonestCallers.Kind kind : HonestCallers.Kind.values()) {
            double most = Math.max(MOST_TIMES * idle.percentile(kind, 0.99), floorMillis);
            boolean meets = beside.failures(kind) == 0 && beside.percentile(kind, 0.99) <= most;
            line(attack, kind, beside, meets ? "met" : "MISSED");
            good &= meets;
            marks++;
            met += meets ? 1 : 0;
        }
        System.out.printf("  %s%n", report);
        return good;
    }

    /**
     * Prints a second measurement without an attack. Returns whether it is like the first: no failures, and each p99 within twice the other
     * or below the floor. Otherwise the machine was busy, and the limits say nothing.
     */
    boolean printAgain(Tally again) {
        System.out.println();
        boolean steady = true;
        for (HonestCallers.Kind kind : HonestCallers.Kind.values()) {
            line("nothing, again", kind, again, "");
            double first = idle.percentile(kind, 0.99);
            double second = again.percentile(kind, 0.99);
            double most = Math.max(MOST_TIMES * Math.min(first, second), floorMillis);
            steady &= idle.failures(kind) + again.failures(kind) == 0 && Math.max(first, second) <= most;
        }
        System.out.println(
                steady
                        ? "  as before: the machine was quiet"
                        : "  NOT AS BEFORE: the machine was not quiet, the marks say nothing");
        System.out.printf("%nMarks met: %d of %d%n", met, marks);
        return steady;
    }

    private void line(String beside, HonestCallers.Kind kind, Tally tally, String mark) {
        System.out.printf(
                "%-30s%-14s%8d%11.1f%11.1f%10d%9.1f  %s%n",
                beside,
                kind.title,
                tally.calls(kind),
                tally.percentile(kind, 0.5),
                tally.percentile(kind, 0.99),
                tally.failures(kind),
                tally.percentile(kind, 0.99) / idle.percentile(kind, 0.99),
                mark);
    }
}
