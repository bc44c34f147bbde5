import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends requests of each kind at a fixed rate from 127.0.0.1, without retries. The rate does not fall when answers are late, so slow
 * answers are counted as often as callers would meet them.
 */
final class HonestCallers implements AutoCloseable {

    /** The kinds of requests and their rates per second: together a fraction of what two cores can serve. */
    enum Kind {
        LOGIN("login", 2, 200),
        REFRESH("refresh", 5, 200),
        ME("GET /auth/me", 25, 200),
        JWKS("GET JWKS", 25, 200),
        READY("readiness", 10, 200),
        LIVE("liveness", 10, 200);

        final String title;
        final int perSecond;
        final int expected;

        Kind(String title, int perSecond, int expected) {
            this.title = title;
            this.perSecond = perSecond;
            this.expected = expected;
        }
    }

    private static final int ACCOUNTS = 8;
    /** At 5 refreshes per second, each session refreshes once in 8 s, which is longer than a request may take. */
    private static final int SESSIONS = 40;

    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "honest callers");
        thread.setDaemon(true);
        return thread;
    });
    private final Queue<String> refreshTokens = new ConcurrentLinkedQueue<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Caller caller;
    private final URI service;
    private final URI management;
    private volatile String token = "";
    private volatile Tally tally;

    HonestCallers(Replica replica) {
        this.caller = new Caller(replica.service);
        this.service = replica.service;
        this.management = replica.management;
    }

    /** Registers the users and starts sending; nothing is counted yet. */
    HonestCallers start() throws InterruptedException {
        for (int i = 0; i < ACCOUNTS; i++) {
            Strangers.expect(201, caller.register("honest" + i, Caller.PASSWORD));
        }
        replenish();
        for (Kind kind : Kind.values()) {
            long period = TimeUnit.SECONDS.toNanos(1) / kind.perSecond;
            clock.scheduleAtFixedRate(
                    () -> call(kind), period * kind.ordinal() / Kind.values().length, period, TimeUnit.NANOSECONDS);
        }
        return this;
    }

    /** Signs in again for the sessions whose last refresh has failed. */
    void replenish() throws InterruptedException {
        long deadline = System.nanoTime() + Strangers.BACK_WITHIN_MILLIS * 1_000_000;
        while (refreshTokens.size() < SESSIONS) {
            Caller.Answer login = caller.login("honest" + turn.getAndIncrement() % ACCOUNTS, Caller.PASSWORD);
            if (login.status() == 200) {
                token = login.member("token");
                refreshTokens.add(login.member("refreshToken"));
            } else if (System.nanoTime() > deadline) {
                throw new IllegalStateException("logins still fail after the attack: " + login);
            } else {
                Thread.sleep(500);
            }
        }
    }

    /** Counts the requests that begin within this time, and waits for the last answer. */
    Tally measure(long millis) throws InterruptedException {
        Tally measured = new Tally();
        tally = measured;
        Thread.sleep(millis);
        tally = null;
        measured.awaitAll();
        return measured;
    }

    private void call(Kind kind) {
        Tally to = tally;
        if (to != null) {
            to.begun();
        }
        String used = kind == Kind.REFRESH ? refreshTokens.poll() : null;
        long begin = System.nanoTime();
        if (kind == Kind.REFRESH && used == null) {
            count(to, kind, PATIENCE.toMillis(), true);
            return;
        }
        http.sendAsync(request(kind, used), BodyHandlers.ofString()).whenComplete((answer, fault) -> {
            boolean failed = answer == null || answer.statusCode() != kind.expected;
            count(to, kind, (System.nanoTime() - begin) / 1e6, failed);
            if (!failed) {
                use(kind, answer);
            }
        });
    }

    private static void count(Tally to, Kind kind, double millis, boolean failed) {
        if (to != null) {
            to.ended(kind, millis, failed);
        }
    }

    private void use(Kind kind, HttpResponse<String> response) {
        Caller.Answer answer = new Caller.Answer(response.statusCode(), response.body());
        if (kind == Kind.REFRESH) {
            token = answer.member("token");
            refreshTokens.add(answer.member("refreshToken"));
        } else if (kind == Kind.LOGIN) {
            // not counted: it ends the session, so that a user does not accumulate sessions
            http.sendAsync(
                    post("/auth/logout", "{\"refreshToken\":\"" + answer.member("refreshToken") + "\"}"),
                    BodyHandlers.discarding());
        }
    }

    private HttpRequest request(Kind kind, String refreshToken) {
        return switch (kind) {
            case LOGIN ->
                post(
                        "/auth/login",
                        "{\"username\":\"honest%d\",\"password\":\"%s\"}"
                                .formatted(turn.getAndIncrement() % ACCOUNTS, Caller.PASSWORD));
            case REFRESH -> post("/auth/refresh", "{\"refreshToken\":\"" + refreshToken + "\"}");
            case ME ->
                to(service, "/auth/me")
                        .header("Authorization", "Bearer " + token)
                        .build();
            case JWKS -> to(service, "/.well-known/jwks.json").build();
            case READY -> to(management, "/q/health/ready").build();
            case LIVE -> to(management, "/q/health/live").build();
        };
    }

    private HttpRequest post(String path, String body) {
        return to(service, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest.Builder to(URI base, String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
