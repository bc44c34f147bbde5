package dev.latchkey.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The table holds only rows that still count. */
@QuarkusTest
class ThrottleCleanupTest {

    private static final int MORE_THAN_TWO_PAGES = 11_000;

    @Inject
    Database database;

    @Inject
    ThrottleCleanup forgetting;

    @Inject
    Buckets buckets;

    @BeforeEach
    void fill() {
        database.run("delete from throttle");
        database.run(
                "insert into throttle select gen_random_uuid(), now() - interval '1 second' from generate_series(1, ?) n",
                MORE_THAN_TWO_PAGES);
    }

    @Test
    void emptyBucketsGoAndFullOnesStay() {
        Bucket full = BucketsModelTest.bucket(Limit.LOGIN);
        buckets.reserve(List.of(full));

        forgetting.sweep();

        assertThat(database.texts("select key from throttle")).hasSize(1);
        assertThat(buckets.reserve(List.of(full)).get(0).left()).isEqualTo(8);
    }

    @Test
    void replicasMayTryAtOnce() {
        CompletableFuture.allOf(IntStream.range(0, 4)
                        .mapToObj(replica -> CompletableFuture.runAsync(forgetting::sweep))
                        .toArray(CompletableFuture[]::new))
                .join();
        forgetting.sweep();

        assertThat(database.text("select count(*) from throttle")).isEqualTo("0");
    }
}
