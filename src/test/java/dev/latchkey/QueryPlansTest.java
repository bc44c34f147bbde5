package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.spi.QueryInterpretationCache;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every statement of a call is planned once. Hibernate finds no plan again for a native query with a result class other than
 * {@code Tuple}: each call adds one to its cache, until 2,048 with the same hash are searched at each of them (28 % of the CPU of
 * {@code GET /auth/me}).
 */
@QuarkusTest
class QueryPlansTest {

    private static final int CALLS = 10;
    private static final int HASHED_CALLS = 20;
    private static final int CHEAP_CALLS = 150;

    private static final List<String> PATHS = List.of(
            "/auth/me",
            "/auth/me/sessions",
            "/auth/me/export",
            "/auth/rules",
            "/auth/status-lists/0",
            "/.well-known/jwks.json",
            "/.well-known/openid-configuration",
            "/admin/users?limit=2",
            "/admin/users?q=user&limit=2",
            "/admin/users?q=user&limit=2&role=admin&status=active",
            "/admin/users/{id}",
            "/admin/roles",
            "/admin/audit",
            "/admin/audit?user={id}&limit=3",
            "/admin/audit?type=SignInRefused&from=2026-01-01T00:00:00Z",
            "/admin/keys");

    @Inject
    EntityManagerFactory factory;

    @Inject
    Database database;

    private Statistics statistics;
    private String refreshToken;

    @BeforeEach
    void count() {
        statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
    }

    @AfterEach
    void countNoMore() {
        statistics.setStatisticsEnabled(false);
    }

    @Test
    void noCallMakesPlansAgainAndAgain() {
        String name = Api.registered();
        refreshToken = Api.login(name, Api.PASSWORD).then().extract().path("refreshToken");
        String token = Api.token(name);
        Map<String, Long> missed = new TreeMap<>();
        missed.put("login", missesOf(() -> Api.login(name, Api.PASSWORD).then().statusCode(200)));
        missed.put(
                "refused login", missesOf(() -> Api.login(name, "wrong").then().statusCode(401)));
        missed.put("register", missesOf(Api::registered));
        missed.put("me", missesOf(() -> served(token, "/auth/me")));
        missed.put("sessions", missesOf(() -> served(token, "/auth/me/sessions")));
        missed.put("export", missesOf(() -> served(token, "/auth/me/export")));
        missed.put(
                "refresh",
                missesOf(() -> Api.json(Map.of("refreshToken", refreshToken))
                        .post("/auth/refresh")
                        .then()
                        .statusCode(200)));

        database.run(
                "insert into user_roles (user_id, role_name) select id, 'admin' from users where username = ?", name);
        missed.put("users", missesOf(() -> served(token, "/admin/users?q=user&limit=2")));
        missed.put("roles", missesOf(() -> served(token, "/admin/roles")));
        missed.put("audit", missesOf(() -> served(token, "/admin/audit")));
        missed.put("keys", missesOf(() -> served(token, "/admin/keys")));

        assertThat(missed.values()).as(missed.toString()).containsOnly(0L);
    }

    /** If each call added a plan, the cache would be full after the first half. */
    @Test
    void theCacheIsAsLargeAfterTwiceAsManyCalls() {
        String name = Api.registered();
        refreshToken = Api.login(name, Api.PASSWORD).then().extract().path("refreshToken");
        String token = Api.token(name);
        database.run(
                "insert into user_roles (user_id, role_name) select id, 'admin' from users where username = ?", name);
        String id = database.text("select id from users where username = ?", name);
        call(name, token, id);
        int plans = plans();
        int interpretations = cache().getNumberOfCachedHqlInterpretations();

        call(name, token, id);

        assertThat(plans()).isEqualTo(plans);
        assertThat(cache().getNumberOfCachedHqlInterpretations()).isEqualTo(interpretations);
        // a full cache does not grow either
        assertThat(plans).isBetween(1, 1000);
    }

    private void call(String name, String token, String id) {
        for (int i = 0; i < HASHED_CALLS; i++) {
            Api.login(name, Api.PASSWORD).then().statusCode(200);
            Api.login(name, "wrong").then().statusCode(401);
            Api.registered();
        }
        for (int i = 0; i < CHEAP_CALLS; i++) {
            refreshToken = Api.json(Map.of("refreshToken", refreshToken))
                    .post("/auth/refresh")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("refreshToken");
            PATHS.forEach(path -> served(token, path.replace("{id}", id)));
        }
    }

    private QueryInterpretationCache cache() {
        return factory.unwrap(SessionFactoryImplementor.class).getQueryEngine().getInterpretationCache();
    }

    private int plans() {
        return cache().getNumberOfCachedQueryPlans();
    }

    private static void served(String token, String path) {
        Api.as(token).get(path).then().statusCode(200);
    }

    private long missesOf(Runnable call) {
        call.run();
        call.run();
        long before = statistics.getQueryPlanCacheMissCount();
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        return statistics.getQueryPlanCacheMissCount() - before;
    }
}
