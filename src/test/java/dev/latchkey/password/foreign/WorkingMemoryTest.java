package dev.latchkey.password.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E5: comparisons share their memory, whatever the number of threads. */
class WorkingMemoryTest {

    @Test
    void allThreadsTogetherTakeNoMoreThanAQuarterOfTheHeapOrOneComparison() throws Exception {
        int most = (int) Math.max(Runtime.getRuntime().maxMemory() / 4096, WorkingMemory.MOST_KIB);
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger peak = new AtomicInteger();
        int kib = most / 2 + 1 > WorkingMemory.MOST_KIB ? WorkingMemory.MOST_KIB : most / 2 + 1;
        ExecutorService threads = Executors.newFixedThreadPool(64);
        List<Future<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            all.add(threads.submit(() -> WorkingMemory.with(kib, () -> {
                peak.accumulateAndGet(taken.addAndGet(kib), Math::max);
                pause();
                taken.addAndGet(-kib);
                return true;
            })));
        }
        for (Future<Boolean> each : all) {
            assertThat(each.get(1, TimeUnit.MINUTES)).isTrue();
        }
        threads.shutdown();

        assertThat(peak.get()).isGreaterThanOrEqualTo(kib).isLessThanOrEqualTo(most);
    }

    /** A full collection may copy what is in use, so a heap needs twice what one comparison takes. */
    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.native", "Dockerfile.native-micro"})
    void theHeapOfABinaryHasRoomForTheLargestComparison(String image) throws IOException {
        String text = Files.readString(Path.of("src", "main", "docker", image));
        Matcher heap = Pattern.compile("^ENTRYPOINT \\[.*\"-Xmn(\\d+)m\", \"-Xmx(\\d+)m\"", Pattern.MULTILINE)
                .matcher(text);

        assertThat(heap.find()).isTrue();
        assertThat(Integer.parseInt(heap.group(1))).isLessThanOrEqualTo(16);
        assertThat(Integer.parseInt(heap.group(2)) * 1024 - 2 * WorkingMemory.MOST_KIB)
                .isNotNegative();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
