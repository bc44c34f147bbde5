package dev.latchkey.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several replicas on one database act as one service. */
class ReplicasIT extends OnPostgres {

    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void threeThatStartAtOnceOnAnEmptyDatabaseAgreeOnTheKeys() {
        Map<String, String> settings = Settings.good(postgres.newDatabase());
        List<ServiceProcess> replicas =
                Stream.generate(() -> ServiceProcess.launch(settings)).limit(3).toList();
        try {
            replicas.forEach(ServiceProcess::awaitListening);
            assertThat(replicas)
                    .allSatisfy(replica -> assertThat(
                                    replica.client().health("ready").statusCode())
                            .isEqualTo(200));
            assertThat(postgres.query("select state from signing_keys order by 1"))
                    .containsExactly("CURRENT", "NEXT");
            String keys = keys(replicas.get(0));
            assertThat(keys).contains(postgres.query("select kid from signing_keys"));
            assertThat(replicas).extracting(ReplicasIT::keys).containsOnly(keys);
            aTokenOfOneIsGoodAtTheOthers(replicas);

            assertThat(replicas.get(0).stop()).isZero();
            try (ServiceProcess again = ServiceProcess.start(settings)) {
                assertThat(keys(again)).isEqualTo(keys);
            }
        } finally {
            replicas.forEach(ServiceProcess::close);
        }
    }

    @Test
    void anotherSecretIsRefusedUnlessTheFormerStandsBehindIt() {
        Map<String, String> settings = Settings.good(postgres.newDatabase());
        String former = settings.get("LATCHKEY_SECRET");
        String keys;
        try (ServiceProcess service = ServiceProcess.start(settings)) {
            assertThat(service.client().register("alice").statusCode()).isEqualTo(201);
            keys = keys(service);
        }
        String newer = Settings.newSecret();
        settings.put("LATCHKEY_SECRET", newer);
        try (ServiceProcess stranger = ServiceProcess.launch(settings)) {
            assertThat(stranger.awaitEnd(SOON)).isNotZero();
            assertThat(stranger.output())
                    .contains("LATCHKEY_SECRET")
                    .contains("put the former one behind the new one")
                    .doesNotContain(newer);
        }
        settings.put("LATCHKEY_SECRET", newer + "," + former);
        try (ServiceProcess rotated = ServiceProcess.start(settings)) {
            assertThat(keys(rotated)).isEqualTo(keys);
            String token = rotated.client().token("alice");
            assertThat(rotated.client().me(token).statusCode()).isEqualTo(200);
            // the first login has rehashed the password under the newer secret
            assertThat(rotated.client().login("alice").statusCode()).isEqualTo(200);
        }
        // signing keys and alice's password use the newer secret: the former one can be removed
        settings.put("LATCHKEY_SECRET", newer);
        try (ServiceProcess clean = ServiceProcess.start(settings)) {
            assertThat(keys(clean)).isEqualTo(keys);
            assertThat(clean.client().me(clean.client().token("alice")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aBudgetIsOneForAllAndOnByDefault() {
        Map<String, String> settings = Settings.good(postgres.newDatabase());
        settings.put("LATCHKEY_PASSWORD_COST", "4");
        try (ServiceProcess one = ServiceProcess.start(settings);
                ServiceProcess other = ServiceProcess.start(settings)) {
            assertThat(one.client().register("alice").statusCode()).isEqualTo(201);

            List<Integer> answers = IntStream.range(0, 40)
                    .parallel()
                    .mapToObj(number -> number % 2 == 0 ? one : other)
                    .map(replica -> replica.client().login("alice", "wrong").statusCode())
                    .toList();

            assertThat(answers).containsOnly(401, 429);
            assertThat(answers.stream().filter(status -> status == 401)).hasSize(10);
        }
    }

    private static void aTokenOfOneIsGoodAtTheOthers(List<ServiceProcess> replicas) {
        assertThat(replicas.get(0).client().register("alice").statusCode()).isEqualTo(201);
        String token = replicas.get(1).client().token("alice");
        assertThat(replicas)
                .allSatisfy(replica ->
                        assertThat(replica.client().me(token).statusCode()).isEqualTo(200));
    }

    private static String keys(ServiceProcess service) {
        HttpResponse<String> answer = service.client().jwks();
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
