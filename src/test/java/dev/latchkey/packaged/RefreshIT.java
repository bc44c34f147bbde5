package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** Many tabs, two replicas, one refresh token. */
class RefreshIT extends OnPostgres {

    private static final int TABS = 50;

    @Test
    void fiftyTabsAtTwoReplicasGetOneSuccessor() throws Exception {
        Map<String, String> settings = Settings.good(postgres.newDatabase());
        try (ServiceProcess one = ServiceProcess.start(settings);
                ServiceProcess other = ServiceProcess.start(settings)) {
            List<Client> replicas = List.of(one.client(), other.client());
            assertThat(replicas.get(0).register("alice").statusCode()).isEqualTo(201);
            String token = signIn(replicas.get(0));
            for (int round = 1; round <= 10; round++) {
                String presented = token;
                List<HttpResponse<String>> answers =
                        all(tab -> replicas.get(tab % 2).refresh(presented), () -> {});

                assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
                assertThat(answers.stream().map(RefreshIT::refreshToken).distinct())
                        .hasSize(1);
                assertThat(postgres.query("select generation from sessions")).contains(Integer.toString(round));
                token = refreshToken(answers.get(0));
            }
        }
    }

    @Test
    void neitherDoesAReplicaThatIsKilledMeanwhileLogAnybodyOut() throws Exception {
        Map<String, String> settings = Settings.good(postgres.newDatabase());
        try (ServiceProcess stays = ServiceProcess.start(settings)) {
            Client safe = stays.client();
            assertThat(safe.register("alice").statusCode()).isEqualTo(201);
            String token = signIn(safe);
            for (int round = 1; round <= 3; round++) {
                String presented = token;
                try (ServiceProcess dies = ServiceProcess.start(settings)) {
                    Client doomed = dies.client();
                    // ensures that it serves requests before it dies
                    assertThat(doomed.jwks().statusCode()).isEqualTo(200);
                    List<HttpResponse<String>> answers = all(
                            tab -> tab % 2 == 0 ? safe.refresh(presented) : insistent(doomed, safe, presented),
                            dies::close);

                    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
                    assertThat(answers.stream().map(RefreshIT::refreshToken).distinct())
                            .hasSize(1);
                    assertThat(postgres.query("select generation from sessions"))
                            .contains(Integer.toString(round));
                    token = refreshToken(answers.get(0));
                }
            }
        }
    }

    private interface Tab {
        HttpResponse<String> call(int number);
    }

    /** Calls all tabs at once, and runs an action while they wait for their responses. */
    private static List<HttpResponse<String>> all(Tab tab, Runnable meanwhile) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(TABS);
        try {
            CountDownLatch begin = new CountDownLatch(TABS);
            List<Future<HttpResponse<String>>> calls = new ArrayList<>();
            for (int i = 0; i < TABS; i++) {
                int number = i;
                Callable<HttpResponse<String>> call = () -> {
                    begin.countDown();
                    begin.await();
                    return tab.call(number);
                };
                calls.add(threads.submit(call));
            }
            begin.await();
            meanwhile.run();
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (Future<HttpResponse<String>> call : calls) {
                answers.add(call.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Repeats a request whose connection broke, as a client does; a load balancer sends it to another replica. */
    private static HttpResponse<String> insistent(Client doomed, Client safe, String token) {
        try {
            return doomed.refresh(token);
        } catch (UncheckedIOException e) {
            return safe.refresh(token);
        }
    }

    private static String signIn(Client client) {
        return refreshToken(client.login("alice"));
    }

    private static String refreshToken(HttpResponse<String> answer) {
        try {
            return (String) JsonUtil.parseJson(answer.body()).get("refreshToken");
        } catch (JoseException e) {
            throw new AssertionError("an answer is JSON", e);
        }
    }
}
