import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/** Measures from the process' start to ready and to the first login, and the memory then and after many calls. */
final class WarmStart implements Section {

    private static final int STARTS = 3;
    private static final int CALLS = 10_000;
    private static final int CLIENTS = 8;

    /** Of these, the first is a login. */
    private static final int ROUND = 100;

    private static final String MARKS = "%-26s%8s s%7s s%31s%11s MiB%11s MiB%n";

    private final Lab lab;

    WarmStart(Lab lab) {
        this.lab = lab;
    }

    private record Run(
            double ready,
            double readyCpu,
            double login,
            double loginCpu,
            double clientCpu,
            double memory,
            double later) {}

    @Override
    public void begin() {
        System.out.printf(
                "start: median of %d; CPU of the process; memory is resident, then after %,d calls (1 login in %d)%n",
                STARTS, CALLS, ROUND);
        System.out.printf(
                "%-26s%10s%9s%13s%9s%9s%15s%15s%n",
                "", "ready", "CPU", "first login", "CPU", "client", "memory", "after calls");
    }

    @Override
    public void measure(Variant variant) throws Exception {
        List<Run> runs = new ArrayList<>();
        for (int i = 1; i <= STARTS; i++) {
            runs.add(once(variant, i == STARTS));
        }
        System.out.printf(
                "%-26s%8.2f s%7.2f s%11.2f s%7.2f s%7.2f s%11.0f MiB%11.0f MiB%n",
                variant.title(),
                median(runs, Run::ready),
                median(runs, Run::readyCpu),
                median(runs, Run::login),
                median(runs, Run::loginCpu),
                median(runs, Run::clientCpu),
                median(runs, Run::memory),
                runs.get(STARTS - 1).later());
        if (variant == Variant.AOT) {
            System.out.printf(MARKS, "  marks", "2.00", "4.00", "", "180", "230");
        } else if (variant == Variant.NATIVE) {
            System.out.printf(MARKS, "  marks", "0.15", "-", "", "90", "-");
        }
    }

    private Run once(Variant variant, boolean isLast) throws Exception {
        Duration own = Lab.ownCpu();
        try (Fresh fresh = variant.start(lab)) {
            Spawned process = fresh.process();
            double ready = seconds(process.age());
            double readyCpu = seconds(process.cpu());
            double memory = process.residentMebibytes();
            fresh.target().token();
            double login = seconds(process.age());
            double loginCpu = seconds(process.cpu());
            double clientCpu = seconds(Lab.ownCpu().minus(own));
            if (isLast) {
                call(fresh);
            }
            return new Run(ready, readyCpu, login, loginCpu, clientCpu, memory, process.residentMebibytes());
        }
    }

    /** Makes the calls of a front end and of those who check its tokens and its health. */
    private static void call(Fresh fresh) throws Exception {
        ConcurrentLinkedQueue<Map<String, Probes.Call>> clients = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(fresh.others());
        }
        AtomicInteger calls = new AtomicInteger();
        Loop.count(CLIENTS, CALLS, () -> {
            int number = calls.getAndIncrement() % ROUND;
            if (number == 0) {
                login(fresh.target());
            } else {
                Map<String, Probes.Call> client = clients.remove();
                client.getOrDefault(kind(number), client.get("me")).make();
                clients.add(client);
            }
        });
    }

    /** Signs in another user than the one who makes the other calls: a user's many logins end that user's oldest sessions. */
    private static void login(Target target) throws IOException {
        try (Connection connection = new Connection(target.url())) {
            Target.login(connection, Lab.USERNAME);
        }
    }

    private static String kind(int number) {
        return List.of("me", "refresh", "me", "JWKS", "me", "refresh", "health").get(number % 7);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> value) {
        return Loop.median(runs.stream().mapToDouble(value).toArray());
    }
}
