package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.connection.Networks;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How much later a network with many refusals is answered, and how many networks are remembered. */
class RefusedNetworksTest {

    private static final ByteBuffer CROWD = network(1);

    private final RefusedNetworks networks = new RefusedNetworks();
    private long now = -17;

    @Test
    void allConnectionsOfANetworkMayBeRefusedAtOnce() {
        for (int i = 0; i < RefusedNetworks.BURST; i++) {
            assertThat(networks.delayMillis(CROWD, now)).isZero();
        }
        assertThat(networks.delayMillis(CROWD, now)).isEqualTo(10);
    }

    @Test
    void aNetworkWhoseCallersWaitIsNeverDelayed() {
        long between = Duration.ofSeconds(1).toNanos() / RefusedNetworks.PER_SECOND + 1;
        for (int i = 0; i < 60 * RefusedNetworks.PER_SECOND; i++) {
            now += between;
            assertThat(networks.delayMillis(CROWD, now)).isZero();
        }
    }

    @Test
    void aNetworkThatDoesNotWaitIsAnsweredLaterAndLaterUpToASecond() {
        long longest = 0;
        for (int i = 0; i < 10_000; i++) {
            long delay = networks.delayMillis(CROWD, now);
            assertThat(delay).isBetween(longest, 1000L);
            longest = delay;
        }
        assertThat(longest).isEqualTo(1000);
        assertThat(networks.delayMillis(network(2), now)).isZero();
    }

    @Test
    void isAnsweredAtOnceASecondAfterTheLast() {
        for (int i = 0; i < 100_000; i++) {
            networks.delayMillis(CROWD, now);
        }

        now += Duration.ofSeconds(2).toNanos();

        assertThat(networks.delayMillis(CROWD, now)).isZero();
    }

    @Test
    void tenThousandNetworksDoNotGrowTheMemory() {
        for (int i = 0; i < 10_000; i++) {
            networks.delayMillis(network(i), now);
            assertThat(networks.size()).isLessThanOrEqualTo(RefusedNetworks.MAXIMUM);
        }
        assertThat(networks.size()).isEqualTo(RefusedNetworks.MAXIMUM);
    }

    @Test
    void theNetworkThatWasRefusedLongestAgoIsForgotten() {
        for (int i = 0; i < 100_000; i++) {
            networks.delayMillis(CROWD, now);
        }
        for (int i = 2; i < 10_000; i++) {
            networks.delayMillis(network(i), now);
            assertThat(i % 1000 != 0 || networks.delayMillis(CROWD, now) == 1000)
                    .isTrue();
        }
        for (int i = 10_000; i < 10_000 + RefusedNetworks.MAXIMUM; i++) {
            networks.delayMillis(network(i), now);
        }

        assertThat(networks.delayMillis(CROWD, now)).isZero();
    }

    private static ByteBuffer network(int number) {
        byte[] address = {10, (byte) (number >> 8), (byte) number, 1};
        return Networks.block(address);
    }
}
