package dev.latchkey.packaged;

import static dev.latchkey.packaged.Client.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A typical day of a service, through its public routes and its commands: each step must succeed. */
final class Day {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String HASH = "$2b$04$2FHvGqkqyJJFm/2aY/7TJOWkZjqRjechsuQA4YiSoYKPi7rrjCih2";
    private static final int CALLERS = 8;
    private static final int ROUNDS = 6;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Map<String, String> settings;
    private final Client client;
    private final int number = NUMBER.incrementAndGet();

    private Day(Map<String, String> settings, Client client) {
        this.settings = settings;
        this.client = client;
    }

    /** Runs commands, then requests, on one database; the service must be running with the same settings. */
    static void pass(Map<String, String> settings, ServiceProcess service) {
        Day day = new Day(settings, service.client());
        day.anAdminIsMadeByCommand();
        day.usersSignInAtOnceAndRefresh();
        day.theAdminLooksAndImports();
        day.usersAreImportedByCommand();
        assertThat(service.client().health("ready").statusCode()).isEqualTo(200);
    }

    /** Runs the part that needs no admin: registrations, and concurrent logins, refreshes and logouts. */
    static void morning(ServiceProcess service) {
        new Day(Map.of(), service.client()).usersSignInAtOnceAndRefresh();
    }

    private void anAdminIsMadeByCommand() {
        assertThat(run(PASSWORD, "user", "add", "root" + number, "--role", "admin"))
                .contains("is there now");
    }

    private void usersSignInAtOnceAndRefresh() {
        IntStream.range(0, CALLERS).forEach(user -> is(201, client.register(user(user))));
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            threads.invokeAll(IntStream.range(0, CALLERS)
                            .mapToObj(user -> (Callable<Void>) () -> {
                                for (int round = 0; round < ROUNDS; round++) {
                                    signInAndRefresh(user(user));
                                }
                                return null;
                            })
                            .toList())
                    .forEach(Day::finished);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void signInAndRefresh(String name) {
        HttpResponse<String> login = client.login(name);
        is(200, login);
        HttpResponse<String> refreshed = client.refresh(member(login, "refreshToken"));
        is(200, refreshed);
        is(200, client.me(member(refreshed, "token")));
        is(
                204,
                client.send(client.post(
                                "/auth/logout",
                                "{\"refreshToken\": \"%s\"}".formatted(member(refreshed, "refreshToken")))
                        .build()));
        is(401, client.refresh(member(refreshed, "refreshToken")));
    }

    private void theAdminLooksAndImports() {
        String token = client.token("root" + number);
        for (String path :
                new String[] {"/auth/me/export", "/admin/users", "/admin/roles", "/admin/audit", "/admin/keys"}) {
            is(200, client.send(authorized(path, token).build()));
        }
        HttpResponse<String> imported = client.send(authorized("/admin/users/import", token)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines("http")))
                .build());
        is(200, imported);
        assertThat(imported.body()).contains("\"imported\":700");
        is(200, client.login("http1-" + number, PASSWORD));
    }

    private void usersAreImportedByCommand() {
        assertThat(run(lines("command"), "user", "import", "-")).contains("700 imported, 0 already there, 0 refused");
        is(200, client.login("command1-" + number, PASSWORD));
    }

    private String lines(String prefix) {
        StringBuilder lines = new StringBuilder();
        IntStream.range(0, 700)
                .forEach(line -> lines.append(
                        "{\"username\":\"%s%d-%d\",\"passwordHash\":\"%s\"}%n".formatted(prefix, line, number, HASH)));
        return lines.toString();
    }

    private String user(int user) {
        return "user" + user + "-" + number;
    }

    private HttpRequest.Builder authorized(String path, String token) {
        return client.get(path).header("Authorization", "Bearer " + token);
    }

    private String run(String input, String... arguments) {
        try (ServiceProcess process = ServiceProcess.command(settings, input, arguments)) {
            int code = process.awaitEnd(SOON);
            assertThat(code).as(process.output()).isZero();
            return process.output();
        }
    }

    private static void finished(Future<Void> call) {
        try {
            call.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a call went wrong", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void is(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static String member(HttpResponse<String> answer, String name) {
        Matcher member = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer.body());
        assertThat(member.find()).as(name).isTrue();
        return member.group(1);
    }
}
