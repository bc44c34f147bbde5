import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Measures logins with some numbers of clients, each in a process that was ready and idle for 10 s. */
final class WarmClients implements Section {

    private static final Duration AGE = Duration.ofSeconds(10);
    private static final Duration SLICE = Duration.ofSeconds(8);

    private final Lab lab;
    private final Map<Integer, Rate> peer = new HashMap<>();

    WarmClients(Lab lab) {
        this.lab = lab;
    }

    @Override
    public void begin() {
        System.out.printf(
                "clients: logins for %d s, %d s after ready, a fresh process for each row%n",
                SLICE.toSeconds(), AGE.toSeconds());
        System.out.printf(
                "%-26s%9s%12s%12s%14s%18s%n",
                "", "clients", "a second", "of Express", "CPU of one", "client, of a core");
    }

    @Override
    public void measure(Variant variant) throws Exception {
        for (int clients : new int[] {1, 8, 64}) {
            try (Fresh fresh = variant.start(lab)) {
                fresh.awaitAge(AGE);
                Duration own = Lab.ownCpu();
                Rate rate = fresh.target().logins(clients, SLICE);
                double client = Lab.ownCpu().minus(own).toNanos() * 100.0 / SLICE.toNanos();
                if (variant.isPeer()) {
                    peer.put(clients, rate);
                }
                print(variant, clients, rate, client);
            }
        }
    }

    private void print(Variant variant, int clients, Rate rate, double client) {
        double ofPeer =
                peer.containsKey(clients) ? rate.perSecond() / peer.get(clients).perSecond() : Double.NaN;
        System.out.printf(
                "%-26s%9d%12.1f%12.2f%11.1f ms%16.0f %%%s%n",
                variant.title(),
                clients,
                rate.perSecond(),
                ofPeer,
                rate.cpuMillis(),
                client,
                variant.isPeer() ? "" : "  (mark: " + (clients == 1 ? 1.0 : 1.3) + " of Express)");
    }
}
