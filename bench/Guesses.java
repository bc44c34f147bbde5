import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * 10,000 addresses guess one user's password, 200 at a time, at two replicas. Meanwhile the user signs in once a second from a known
 * device. Some of the attackers may also have an account and sign in to it as fast as they can, all with the token of its device. Exits
 * with 1 if one of the user's logins was refused, or more guesses were hashed than the budget allows.
 */
final class Guesses {

    private static final int ADDRESSES = 10_000;
    private static final int AT_A_TIME = 200;
    /**
     * The budget for all devices that an account does not know, as in the service's Limit, plus one attempt that may have been refilled
     * meanwhile.
     */
    private static final int BUDGET = 100 + 1;

    private static final String OWNERS_ADDRESS = "192.0.2.1";
    private static final String ATTACKER = "mallory";
    private static final String HASHED = "latchkey_password_hashing_seconds_count";
    private static final String DEVICE = "X-Latchkey-Device";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Service> replicas;
    private final int withAccount;
    private final Map<String, LongAdder> guesses = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> attackers = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> owners = new ConcurrentSkipListMap<>();
    private final List<Long> ownersMillis = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    private Guesses(List<Service> replicas, int withAccount) {
        this.replicas = replicas;
        this.withAccount = withAccount;
    }

    /**
     * Takes the duration in seconds (60 by default) and how many of the 200 attackers sign in to an account of their own instead (0 by
     * default).
     */
    public static void main(String[] arguments) throws Exception {
        Duration time = Duration.ofSeconds(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60);
        int withAccount = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        Lab.printMachine();
        boolean good;
        try (Lab lab = Lab.open();
                Service one = lab.spawnBehindProxy(Lab.ownJava()).awaitReady(lab.client);
                Service other = lab.spawnBehindProxy(Lab.ownJava()).awaitReady(lab.client)) {
            lab.client.register(one, Lab.USERNAME);
            lab.client.register(one, ATTACKER);
            good = new Guesses(List.of(one, other), withAccount).run(lab, time);
        }
        System.exit(good ? 0 : 1);
    }

    private boolean run(Lab lab, Duration time) throws Exception {
        String device = device(Lab.USERNAME);
        String attackersDevice = device(ATTACKER);
        long before = hashed(lab);
        long end = System.nanoTime() + time.toNanos();
        ExecutorService callers = Executors.newFixedThreadPool(AT_A_TIME + 1);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < AT_A_TIME; i++) {
            boolean guesser = i >= withAccount;
            running.add(callers.submit(() -> {
                while (System.nanoTime() < end) {
                    if (guesser) {
                        count(guesses, login(nextAddress(), Lab.USERNAME, "", "a guess"));
                    } else {
                        count(attackers, login(nextAddress(), ATTACKER, attackersDevice, Client.PASSWORD));
                    }
                }
                return null;
            }));
        }
        running.add(callers.submit(() -> {
            while (System.nanoTime() < end) {
                long begin = System.nanoTime();
                count(owners, login(OWNERS_ADDRESS, Lab.USERNAME, device, Client.PASSWORD));
                ownersMillis.add((System.nanoTime() - begin) / 1_000_000);
                TimeUnit.SECONDS.sleep(1);
            }
            return null;
        }));
        for (Future<?> each : running) {
            each.get();
        }
        callers.shutdown();
        return judge(hashed(lab) - before - successes(owners) - successes(attackers));
    }

    private boolean judge(long guessesHashed) {
        List<Long> millis = ownersMillis.stream().sorted().toList();
        System.out.printf(
                "%,d logins from %,d addresses at two replicas; guesses answered %s, %d of them hashed (budget: %d)%n",
                next.get(), Math.min(next.get(), ADDRESSES), guesses, guessesHashed, BUDGET);
        if (withAccount > 0) {
            System.out.printf("%d callers at an account of their own answered %s%n", withAccount, attackers);
        }
        System.out.printf(
                "the owner signed in %d of %d times, answered %s, in %d ms (median) and at most %d ms%n",
                successes(owners), millis.size(), owners, millis.get(millis.size() / 2), millis.get(millis.size() - 1));
        return successes(owners) == millis.size() && guessesHashed <= BUDGET;
    }

    private static long successes(Map<String, LongAdder> answers) {
        return answers.getOrDefault("200", new LongAdder()).sum();
    }

    private String device(String name) throws Exception {
        return login(OWNERS_ADDRESS, name, "", Client.PASSWORD)
                .headers()
                .firstValue(DEVICE)
                .orElseThrow();
    }

    private HttpResponse<String> login(String address, String name, String device, String password) throws Exception {
        String url =
                replicas.get(Math.floorMod(address.hashCode(), replicas.size())).url();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + Target.LOGIN))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", address)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}"));
        if (!device.isEmpty()) {
            request.header(DEVICE, device);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Returns the next address; each is in a network of its own. */
    private String nextAddress() {
        int number = next.getAndIncrement() % ADDRESSES;
        return "100.%d.%d.7".formatted(64 + number / 250, number % 250);
    }

    /** Counts an answer by its status and, for a refusal, the problem's code. */
    private static void count(Map<String, LongAdder> answers, HttpResponse<String> answer) {
        String status = String.valueOf(answer.statusCode());
        String code = answer.statusCode() < 400 ? "" : " " + Connection.member(answer.body(), "code");
        answers.computeIfAbsent(status + code, each -> new LongAdder()).increment();
    }

    /** Returns the number of passwords that both replicas compared. */
    private long hashed(Lab lab) throws Exception {
        double sum = 0;
        for (Service replica : replicas) {
            sum += replica.metric(lab.client, HASHED, "operation=\"verify\"");
        }
        return Math.round(sum);
    }
}
