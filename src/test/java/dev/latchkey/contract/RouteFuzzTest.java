package dev.latchkey.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Thousands of requests to every route of the API document, right ones and spoilt ones: no fault of ours but 503, nothing that
 * the document does not promise, and no answer that takes long. {@code -Dfuzz.seed} makes others,
 * {@code -Dfuzz.requests} makes it longer.
 */
@QuarkusTest
@TestProfile(RouteFuzzTest.CheapPasswords.class)
class RouteFuzzTest {

    /** The fuzz is not about bcrypt. */
    public static final class CheapPasswords implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("latchkey.password.cost", "4");
        }
    }

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 5_500);

    /** The same requests in each build: a change that turns it red is the change at hand. Other seeds are tried each week. */
    private static final long SEED = 15;

    /** The promise is 2 s on an idle machine; what runs the tests is not idle. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    @TestHTTPResource
    URI base;

    @Inject
    Database database;

    private final long seed = Long.getLong("fuzz.seed", SEED);
    private final Random random = new Random(seed);
    private final ApiContract contract = ApiContract.committed();
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Set<Integer>> statuses = new TreeMap<>();
    private FuzzCallers callers;
    private long slowestNanos;
    private String slowest = "";

    @BeforeEach
    void makeUsers() {
        callers = new FuzzCallers(database, random);
    }

    @Test
    void noRequestIsAnsweredOtherwiseThanDocumentedOrLate() throws IOException {
        RequestMaker maker = new RequestMaker(contract.document(), random, callers.values());
        List<RequestMaker.Route> routes = maker.routes();
        for (int i = 0; i < REQUESTS; i++) {
            RequestMaker.Route route = routes.get(i % routes.size());
            FuzzCallers.Caller caller = callers.any();
            judge(route, maker.next(route, caller.token()), caller);
        }
        System.out.printf(
                "fuzz: %d requests to %d routes, seed %d, slowest %d ms: %s%n%s%n",
                REQUESTS, routes.size(), seed, slowestNanos / 1_000_000, slowest, statuses);

        assertThat(findings).as("seed %d", seed).isEmpty();
        assertThat(slowestNanos).as("seed %d: %s", seed, slowest).isLessThan(LONGEST.toNanos());
        // requests that are all refused at the door would find nothing; one route is for issuers with a path only
        assertThat(statuses.values().stream().filter(RouteFuzzTest::isServed)).hasSizeGreaterThan(routes.size() - 6);
    }

    private static boolean isServed(Set<Integer> seen) {
        return seen.stream().anyMatch(status -> status < 300);
    }

    /** A target that is no URI gets a bare 400 of Quarkus, before any filter: there is no hook of ours above that. */
    private static boolean isRefusedByTheFramework(Draft draft, ApiContract.Answer answer) {
        return !draft.hasUri() && answer.status() == 400 && answer.body().isEmpty();
    }

    private void judge(RequestMaker.Route route, Draft draft, FuzzCallers.Caller caller) throws IOException {
        boolean head = draft.method.equals("HEAD");
        long begun = System.nanoTime();
        ApiContract.Answer answer;
        try {
            answer = RawCall.send(base, head, draft.bytes());
        } catch (IOException e) {
            throw new IOException("seed " + seed + ": " + draft, e);
        }
        long nanos = System.nanoTime() - begun;
        if (nanos > slowestNanos) {
            slowestNanos = nanos;
            slowest = draft.toString();
        }
        Set<String> faults = new LinkedHashSet<>();
        if (!isRefusedByTheFramework(draft, answer)) {
            faults.addAll(contract.faults(draft.method, draft.path, answer));
            faults.addAll(contract.problemFaults(draft.method, answer));
        }
        if (answer.status() >= 500 && answer.status() != 503) {
            faults.add("a fault of ours");
        }
        if (draft.method.equals(route.method())) {
            statuses.computeIfAbsent(route.toString(), name -> new TreeSet<>()).add(answer.status());
        }
        if (!faults.isEmpty() && findings.size() < 200) {
            findings.add("%s: %d %s%n    %s%n    %s".formatted(route, answer.status(), faults, draft, answer.body()));
        }
        callers.after(answer.status(), caller);
    }
}
