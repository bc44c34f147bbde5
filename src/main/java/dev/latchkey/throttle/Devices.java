package dev.latchkey.throttle;

import dev.latchkey.crypto.AuthenticatedToken;
import dev.latchkey.crypto.Randomness;
import dev.latchkey.crypto.RootSecret;
import dev.latchkey.crypto.RootSecret.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Issues and reads device tokens ({@link AuthenticatedToken}): device id (16 bytes), user id (16), generation (4) and time of issue in
 * seconds (8), in the context of the user name. The name is in the MAC only. A token is checked against a name without
 * the database, so that timing does not reveal whether there is such a user. Tokens are not stored.
 *
 * <p>A device token does not authenticate. It gives its device a separate budget. Safe for use by several threads.
 */
@ApplicationScoped
public class Devices {

    private static final String PREFIX = "lkd1.";
    private static final int CONTENT_BYTES = 44;

    /** Twice the absence after which many services require a new sign-in; each login starts it again. */
    private static final Duration LIFETIME = Duration.ofDays(180);

    private final AuthenticatedToken form;
    private final Randomness randomness;
    private final Clock clock;

    Devices(RootSecret secret, Randomness randomness, Clock clock) {
        this.form = new AuthenticatedToken(PREFIX, CONTENT_BYTES, secret.all(Purpose.DEVICE_TOKEN));
        this.randomness = randomness;
        this.clock = clock;
    }

    /**
     * Returns the device of the first valid token in a request.
     *
     * @param tokens any texts
     * @param nameKey key of the user name at the sign-in
     * @return the device of the first token that Latchkey issued for this name and that has not expired
     */
    public Optional<KnownDevice> read(List<String> tokens, String nameKey) {
        return tokens.stream()
                .map(token -> form.read(token, context(nameKey)))
                .flatMap(Optional::stream)
                .map(ByteBuffer::wrap)
                .flatMap(content -> this.device(content).stream())
                .findFirst();
    }

    /**
     * Whether a text has the form of a device token; only {@link #read} verifies it.
     *
     * @param text any text
     * @return true if it has the form
     */
    public boolean isTokenLike(String text) {
        return form.isLike(text);
    }

    /**
     * Issues a new token for a known device.
     *
     * @param nameKey key of the user name at the sign-in
     * @param device the device; its id stays the same, so that stolen copies of its tokens share one budget
     * @return the token
     */
    public DeviceToken issue(String nameKey, KnownDevice device) {
        byte[] content = ByteBuffer.allocate(CONTENT_BYTES)
                .putLong(device.id().getMostSignificantBits())
                .putLong(device.id().getLeastSignificantBits())
                .putLong(device.userId().getMostSignificantBits())
                .putLong(device.userId().getLeastSignificantBits())
                .putInt(device.generation())
                .putLong(clock.instant().getEpochSecond())
                .array();
        return new DeviceToken(form.write(content, context(nameKey)), LIFETIME);
    }

    /**
     * Issues the first token of a device.
     *
     * @param nameKey key of the user name at the sign-in
     * @param userId the user who signed in on it
     * @param generation the present generation of the user's devices
     * @return the token
     */
    public DeviceToken issueFirst(String nameKey, UUID userId, int generation) {
        return issue(nameKey, new KnownDevice(randomness.uuid(), userId, generation));
    }

    private Optional<KnownDevice> device(ByteBuffer content) {
        UUID id = new UUID(content.getLong(), content.getLong());
        UUID userId = new UUID(content.getLong(), content.getLong());
        int generation = content.getInt();
        Instant end = Instant.ofEpochSecond(content.getLong()).plus(LIFETIME);
        return clock.instant().isBefore(end) ? Optional.of(new KnownDevice(id, userId, generation)) : Optional.empty();
    }

    private static byte[] context(String nameKey) {
        return nameKey.getBytes(StandardCharsets.UTF_8);
    }
}
