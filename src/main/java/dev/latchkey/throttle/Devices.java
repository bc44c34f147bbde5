package dev.latchkey.throttle;

import dev.latchkey.platform.Randomness;
import dev.latchkey.platform.RootSecret;
import dev.latchkey.platform.RootSecret.DerivedKey;
import dev.latchkey.platform.RootSecret.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Device tokens: {@code lkd1.} and the base64url of device (16 bytes), person (16), generation (4), time of issue in seconds (8) and
 * HMAC-SHA-256 (32) over these and the user name. The name is in the MAC only: whether a token goes with a name is known without
 * asking the database, so nobody learns from the time it takes whether there is such a name. Nothing of a token is stored.
 *
 * <p>A token opens nothing. It gives its device a budget of its own. Safe for use by several threads.
 */
@ApplicationScoped
public class Devices {

    private static final String PREFIX = "lkd1.";
    private static final int SAID_BYTES = 44;
    private static final int TOKEN_BYTES = SAID_BYTES + Hmac.BYTES;
    private static final int TOKEN_CHARACTERS = PREFIX.length() + 102;

    /** Twice as long as an absence that many services ask for a new sign-in after; each login begins it anew. */
    private static final Duration LIFETIME = Duration.ofDays(180);

    /** Newest first. */
    private final List<DerivedKey> keys;

    private final Randomness randomness;
    private final Clock clock;

    Devices(RootSecret secret, Randomness randomness, Clock clock) {
        this.keys = secret.all(Purpose.DEVICE_TOKEN);
        this.randomness = randomness;
        this.clock = clock;
    }

    /**
     * Reads what a caller has sent along.
     *
     * @param tokens any texts
     * @param nameKey the user name that the caller wants to sign in with, folded
     * @return the device of the first token that is ours, given for this name and not too old
     */
    public Optional<KnownDevice> read(List<String> tokens, String nameKey) {
        return tokens.stream()
                .map(Devices::decode)
                .flatMap(Optional::stream)
                .filter(token -> isGenuine(token, nameKey))
                .map(ByteBuffer::wrap)
                .flatMap(said -> this.device(said).stream())
                .findFirst();
    }

    /**
     * Whether a text has the form of our tokens; whether it is one, {@link #read} says.
     *
     * @param text any text
     * @return true if it has
     */
    public static boolean isTokenLike(String text) {
        return text.length() == TOKEN_CHARACTERS && text.startsWith(PREFIX);
    }

    /**
     * Makes the next token of a known device.
     *
     * @param nameKey the user name that was used, folded
     * @param device the device; its id stays the same, so that a thief's copies share one budget
     * @return the token
     */
    public DeviceToken issue(String nameKey, KnownDevice device) {
        byte[] said = ByteBuffer.allocate(SAID_BYTES)
                .putLong(device.id().getMostSignificantBits())
                .putLong(device.id().getLeastSignificantBits())
                .putLong(device.userId().getMostSignificantBits())
                .putLong(device.userId().getLeastSignificantBits())
                .putInt(device.generation())
                .putLong(clock.instant().getEpochSecond())
                .array();
        byte[] token = Arrays.copyOf(said, TOKEN_BYTES);
        System.arraycopy(mac(keys.get(0), said, nameKey), 0, token, SAID_BYTES, Hmac.BYTES);
        return new DeviceToken(PREFIX + encode(token), LIFETIME);
    }

    /**
     * Makes the token of a device that was a stranger until now.
     *
     * @param nameKey the user name that was used, folded
     * @param userId whom it has just signed in
     * @param generation the present one of their devices
     * @return the token
     */
    public DeviceToken issueFirst(String nameKey, UUID userId, int generation) {
        return issue(nameKey, new KnownDevice(randomness.uuid(), userId, generation));
    }

    private Optional<KnownDevice> device(ByteBuffer said) {
        UUID id = new UUID(said.getLong(), said.getLong());
        UUID userId = new UUID(said.getLong(), said.getLong());
        int generation = said.getInt();
        Instant end = Instant.ofEpochSecond(said.getLong()).plus(LIFETIME);
        return clock.instant().isBefore(end) ? Optional.of(new KnownDevice(id, userId, generation)) : Optional.empty();
    }

    private boolean isGenuine(byte[] token, String nameKey) {
        byte[] said = Arrays.copyOf(token, SAID_BYTES);
        byte[] given = Arrays.copyOfRange(token, SAID_BYTES, TOKEN_BYTES);
        return keys.stream().anyMatch(key -> MessageDigest.isEqual(mac(key, said, nameKey), given));
    }

    private static byte[] mac(DerivedKey key, byte[] said, String nameKey) {
        return Hmac.of(key, PREFIX.getBytes(StandardCharsets.US_ASCII), said, nameKey.getBytes(StandardCharsets.UTF_8));
    }

    /** One token has one text: what the decoder would forgive is refused. */
    private static Optional<byte[]> decode(String text) {
        if (!isTokenLike(text)) {
            return Optional.empty();
        }
        String encoded = text.substring(PREFIX.length());
        try {
            byte[] token = Base64.getUrlDecoder().decode(encoded);
            return Optional.of(token)
                    .filter(bytes ->
                            bytes.length == TOKEN_BYTES && encode(bytes).equals(encoded));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not base64url: expected of any caller
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
