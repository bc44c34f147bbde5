package dev.latchkey.signin;

import static dev.latchkey.Api.newName;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.capacity.Priority;
import dev.latchkey.signin.Claimants.Claimant;
import dev.latchkey.throttle.Devices;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ClaimantsTest {

    @Inject
    Claimants claimants;

    @Inject
    Devices devices;

    private final String name = newName();

    @Test
    void noMoreThanOneCallOfADeviceGoesFirstAtATime() {
        String token = newDevice();
        try (Claimant first = claimant(token)) {
            assertThat(first.priority()).isEqualTo(Priority.RECOGNISED_DEVICE);
            try (Claimant second = claimant(token)) {
                assertThat(second.priority()).isEqualTo(Priority.NORMAL);
                // it still has the device's budget
                assertThat(second.shown()).isPresent();
            }
            try (Claimant third = claimant(token)) {
                assertThat(third.priority()).isEqualTo(Priority.NORMAL);
            }
        }
        try (Claimant later = claimant(token);
                Claimant elsewhere = claimants.read(newName(), List.of(token))) {
            assertThat(later.priority()).isEqualTo(Priority.RECOGNISED_DEVICE);
            assertThat(elsewhere.priority()).isEqualTo(Priority.NORMAL);
        }
    }

    @Test
    void noMoreThanThreeDevicesOfANameGoFirstAtATime() {
        List<Claimant> all =
                Stream.generate(() -> claimant(newDevice())).limit(4).toList();

        assertThat(all)
                .extracting(Claimant::priority)
                .containsExactly(
                        Priority.RECOGNISED_DEVICE,
                        Priority.RECOGNISED_DEVICE,
                        Priority.RECOGNISED_DEVICE,
                        Priority.NORMAL);
        all.forEach(Claimant::close);
        try (Claimant later = claimant(newDevice())) {
            assertThat(later.priority()).isEqualTo(Priority.RECOGNISED_DEVICE);
        }
    }

    private String newDevice() {
        return devices.issueFirst(name, UUID.randomUUID(), 0).value();
    }

    private Claimant claimant(String deviceToken) {
        return claimants.read(name, List.of(deviceToken));
    }
}
