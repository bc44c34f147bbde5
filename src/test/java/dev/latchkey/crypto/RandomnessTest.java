package dev.latchkey.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomnessTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123Z");

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void idsAreUuidsOfVersion7() {
        UUID id = new Randomness(clock).uuid();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void laterIdsSortBehindEarlierOnes() {
        UUID early = new Randomness(clock).uuid();
        UUID late = new Randomness(Clock.offset(clock, Duration.ofMillis(1))).uuid();

        assertThat(late.toString()).isGreaterThan(early.toString());
    }

    @Test
    void idsOfOneMomentDiffer() {
        Randomness randomness = new Randomness(clock);

        assertThat(IntStream.range(0, 10_000).mapToObj(i -> randomness.uuid())).doesNotHaveDuplicates();
    }
}
