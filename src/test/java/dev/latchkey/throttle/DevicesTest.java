package dev.latchkey.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.HandTurnedClock;
import dev.latchkey.crypto.RootSecret;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DevicesTest {

    private static final String OLD = "q83kV0c1QpXqf3yB1s8Jp0y2m6o3cY5v7w9xAbCdEfE=";
    private static final String NEW = "Zm91ciBzY29yZSBhbmQgc2V2ZW4geWVhcnMgYWdvIG91ciBmYXRoZXJz";
    private static final UUID DEVICE = new UUID(1, 2);
    private static final UUID ALICE = new UUID(3, 4);

    private final HandTurnedClock clock = new HandTurnedClock();
    private final Devices devices = devices(OLD);
    private final String token =
            devices.issue("alice", new KnownDevice(DEVICE, ALICE, 7)).value();

    @Test
    void aTokenSaysWhichDeviceSignedWhomIn() {
        assertThat(devices.read(List.of(token), "alice")).contains(new KnownDevice(DEVICE, ALICE, 7));
    }

    @Test
    void itIsGoodForTheNameThatWasUsedAndNoOther() {
        assertThat(devices.read(List.of(token), "bob")).isEmpty();
        assertThat(devices.read(List.of(token), "")).isEmpty();
    }

    @Test
    void itIsGoodFor180Days() {
        clock.pass(Duration.ofDays(180).minusSeconds(2));
        assertThat(devices.read(List.of(token), "alice")).isPresent();
        clock.pass(Duration.ofSeconds(2));
        assertThat(devices.read(List.of(token), "alice")).isEmpty();
    }

    @Test
    void everyBitOfItCounts() {
        byte[] bytes = Base64.getUrlDecoder().decode(token.substring(5));
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            String forged = "lkd1." + Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(devices.read(List.of(forged), "alice")).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void anythingElseIsNoToken() {
        assertThat(devices.read(
                        List.of("", "lkd1.", token + "A", token.substring(1), token.replace('.', ':')), "alice"))
                .isEmpty();
        assertThat(devices.read(List.of("rubbish", token), "alice")).isPresent();
    }

    @Test
    void itOutlivesARotationOfTheSecret() {
        assertThat(devices(NEW + "," + OLD).read(List.of(token), "alice")).isPresent();
        assertThat(devices(NEW).read(List.of(token), "alice")).isEmpty();
    }

    @Test
    void whoseItIsAndWhetherItWasForgottenIsCompared() {
        KnownDevice device = new KnownDevice(DEVICE, ALICE, 7);

        assertThat(device.isOf(ALICE, 7)).isTrue();
        assertThat(device.isOf(ALICE, 8)).isFalse();
        assertThat(device.isOf(DEVICE, 7)).isFalse();
    }

    @Test
    void itShowsNothingOfItself() {
        assertThat(devices.issue("alice", new KnownDevice(DEVICE, ALICE, 7)).toString())
                .doesNotContain("lkd1.");
    }

    private Devices devices(String secret) {
        return new Devices(RootSecret.parse(secret), null, clock);
    }
}
