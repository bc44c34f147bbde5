import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Measures calls with a token and refreshes: the first ones 10 s after ready, and later ones. */
final class WarmCalls implements Section {

    private static final Duration AGE = Duration.ofSeconds(10);
    private static final Duration SLICE = Duration.ofSeconds(5);
    private static final int CLIENTS = 8;
    private static final double ME_MARK = 0.35;
    private static final double REFRESH_MARK = 0.22;

    private final Lab lab;
    private final List<Integer> after;

    /**
     * Measures in a number of steps.
     *
     * @param after the numbers of calls after which the rate is measured
     */
    WarmCalls(Lab lab, List<Integer> after) {
        this.lab = lab;
        this.after = after;
    }

    @Override
    public void begin() {
        System.out.printf(
                "calls: %d clients, from %d s after ready on; after a number of calls, for %d s%n",
                CLIENTS, AGE.toSeconds(), SLICE.toSeconds());
        System.out.printf("%-42s%12s%14s%14s%20s%n", "", "a second", "CPU of one", "CPU mark", "client's CPU of one");
    }

    @Override
    public void measure(Variant variant) throws Exception {
        try (Fresh fresh = variant.start(lab)) {
            ConcurrentLinkedQueue<Probes.Call> clients = new ConcurrentLinkedQueue<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.addAll(
                        fresh.target().me(new Connection(fresh.target().url())).values());
            }
            steps(variant.title() + ", me", fresh, clients, ME_MARK);
        }
        if (variant.isPeer()) {
            return;
        }
        try (Fresh fresh = variant.start(lab)) {
            ConcurrentLinkedQueue<Probes.Call> clients = new ConcurrentLinkedQueue<>();
            for (int i = 0; i < CLIENTS; i++) {
                Optional<Caller> caller = fresh.caller();
                clients.add(caller.orElseThrow()::refresh);
            }
            steps(variant.title() + ", refresh", fresh, clients, REFRESH_MARK);
        }
    }

    private void steps(String name, Fresh fresh, ConcurrentLinkedQueue<Probes.Call> clients, double mark)
            throws Exception {
        Loop.Step step = () -> {
            Probes.Call client = clients.remove();
            client.make();
            clients.add(client);
        };
        fresh.awaitAge(AGE);
        int first = after.get(0);
        print("%s, the first %,d".formatted(name, first), "", fresh, () -> Loop.count(CLIENTS, first, step));
        int done = first;
        double best = 0;
        for (int calls : after) {
            while (done < calls) {
                done += Loop.count(CLIENTS, calls - done, step).count();
            }
            boolean isLast = calls == after.get(after.size() - 1);
            Loop.Outcome outcome = print(
                    "%s, after %,d".formatted(name, calls),
                    isLast && !fresh.isPeer() ? mark + " ms" : "",
                    fresh,
                    () -> Loop.run(CLIENTS, SLICE, step));
            done += outcome.count();
            if (isLast) {
                System.out.printf(
                        "  rate after %,d calls: %.2f of the best before (mark: 1.0)%n",
                        calls, outcome.perSecond() / best);
            }
            best = Math.max(best, outcome.perSecond());
        }
    }

    /** Some calls. */
    private interface Calls {
        Loop.Outcome make() throws Exception;
    }

    private static Loop.Outcome print(String name, String mark, Fresh fresh, Calls calls) throws Exception {
        Duration own = Lab.ownCpu();
        Duration before = fresh.process().cpu();
        Loop.Outcome outcome = calls.make();
        System.out.printf(
                "%-42s%12.0f%11.2f ms%14s%17.2f ms%n",
                name,
                outcome.perSecond(),
                fresh.process().cpu().minus(before).toNanos() / 1e6 / outcome.count(),
                mark,
                Lab.ownCpu().minus(own).toNanos() / 1e6 / outcome.count());
        return outcome;
    }
}
