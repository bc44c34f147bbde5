import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures a service that became ready 5 s ago under more logins than it can serve, beside 8 clients and beside no logins in other
 * processes of the same age: a storm through a proxy, and connections that ask again at once.
 */
final class WarmStorm implements Section {

    private static final Duration AGE = Duration.ofSeconds(5);
    private static final Duration LENGTH = Duration.ofSeconds(20);
    private static final int CLIENTS = 8;
    private static final int TIMES = 10;
    private static final int IMPATIENT = 64;
    private static final String BEFORE = "of " + CLIENTS + " clients at that age";

    private final Lab lab;
    private final boolean hasStorm;
    private final boolean hasImpatient;

    WarmStorm(Lab lab, boolean hasStorm, boolean hasImpatient) {
        this.lab = lab;
        this.hasStorm = hasStorm;
        this.hasImpatient = hasImpatient;
    }

    /** What a load does to the logins, while others call. */
    private interface Load<T> {
        T run(Target target) throws Exception;
    }

    private record Result<T>(T outcome, Map<String, long[]> others, int refused, Duration clientCpu) {}

    @Override
    public void begin() {
        System.out.printf(
                "%s%s%s: from %d s after ready, for %d s, a fresh process for each; others call every 40 ms, from another address%n",
                hasStorm ? "storm" : "",
                hasStorm && hasImpatient ? " and " : "",
                hasImpatient ? "impatient" : "",
                AGE.toSeconds(),
                LENGTH.toSeconds());
    }

    @Override
    public void measure(Variant variant) throws Exception {
        Result<Integer> idle = run(variant, Map.of(), target -> {
            Thread.sleep(LENGTH.toMillis());
            return 0;
        });
        Result<Rate> eight = run(variant, Map.of(), target -> target.logins(CLIENTS, LENGTH));
        System.out.printf(
                "%s, %d clients: %.1f logins/s, client %.0f %% of a core%n",
                variant.title(),
                CLIENTS,
                eight.outcome().perSecond(),
                eight.clientCpu().toNanos() * 100.0 / LENGTH.toNanos());
        // a peer refuses nothing: its queue would grow for as long as the storm
        if (hasStorm && !variant.isPeer()) {
            Result<Lines.Outcome> storm = run(variant, Crowd.PROXY_SETTING, target -> {
                try (OpenLoop loop = new OpenLoop(target.url(), Crowd.logins(target.url()))) {
                    return loop.run(eight.outcome().perSecond() * TIMES, LENGTH);
                }
            });
            print(variant.title() + ", a storm of ", eight, idle, storm, 0.9, true);
        }
        if (hasImpatient) {
            Result<Lines.Outcome> impatient = run(variant, Map.of(), target -> {
                byte[] login = Connection.postRequest(
                        URI.create(target.url()).getAuthority(), Target.LOGIN, Target.credentials(Lab.USERNAME));
                try (Impatient loop = new Impatient(target.url(), login, IMPATIENT)) {
                    return loop.run(LENGTH);
                }
            });
            print(variant.title() + ", asked again without a pause, ", eight, idle, impatient, 0.95, false);
        }
    }

    private <T> Result<T> run(Variant variant, Map<String, String> settings, Load<T> load) throws Exception {
        try (Fresh fresh = variant.start(lab, settings)) {
            AtomicInteger refused = new AtomicInteger();
            Map<String, Probes.Call> others = new LinkedHashMap<>();
            fresh.others()
                    .forEach((name, call) -> others.put(name, () -> {
                        try {
                            call.make();
                        } catch (Connection.Busy refusal) {
                            refused.incrementAndGet();
                        }
                    }));
            fresh.awaitAge(AGE);
            Duration own = Lab.ownCpu();
            try (Probes probes = Probes.begin(others)) {
                T outcome = load.run(fresh.target());
                Map<String, long[]> times = probes.end();
                return new Result<>(outcome, times, refused.get(), Lab.ownCpu().minus(own));
            }
        }
    }

    private static void print(
            String title,
            Result<Rate> eight,
            Result<Integer> idle,
            Result<Lines.Outcome> result,
            double mark,
            boolean isStorm) {
        Burst burst = new Burst(
                eight.outcome().perSecond(), result.outcome(), result.clientCpu(), idle.others(), result.others());
        System.out.println(title + burst.load() + ":");
        System.out.println(burst.good(BEFORE, mark));
        System.out.println(burst.refusals(isStorm));
        burst.others().forEach(System.out::println);
        System.out.printf("  refused of these calls: %d (mark: 0)%n", result.refused());
    }
}
