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
 * Issues and reads device tokens: {@code lkd1.} and the base64url of device id (16 bytes), user id (16), generation (4), time of issue in
 * seconds (8) and HMAC-SHA-256 (32) over these and the user name. The name is in the MAC only. A token is checked against a name without
 * the database, so that timing does not reveal whether there is such a user. Tokens are not stored.
 *
 * <p>A device token does not authenticate. It gives its device a separate budget. Safe for use by several threads.
 */
@ApplicationScoped
public class Devices {

    private static final String PREFIX = "lkd1.";
    private static final int SAID_BYTES = 44;
    private static final int TOKEN_BYTES = SAID_BYTES + Hmac.BYTES;
    private static final int TOKEN_CHARACTERS = PREFIX.length() + 102;

    /** Twice the absence after which many services require a new sign-in; each login starts it again. */
    private static final Duration LIFETIME = Duration.ofDays(180);

    /** The keys, newest first. */
    private final List<DerivedKey> keys;

    private final Randomness randomness;
    private final Clock clock;

    Devices(RootSecret secret, Randomness randomness, Clock clock) {
        this.keys = secret.all(Purpose.DEVICE_TOKEN);
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
                .map(Devices::decode)
                .flatMap(Optional::stream)
                .filter(token -> isGenuine(token, nameKey))
                .map(ByteBuffer::wrap)
                .flatMap(said -> this.device(said).stream())
                .findFirst();
    }

    /**
     * Whether a text has the form of a device token; only {@link #read} verifies it.
     *
     * @param text any text
     * @return true if it has the form
     */
    public static boolean isTokenLike(String text) {
        return text.length() == TOKEN_CHARACTERS && text.startsWith(PREFIX);
    }

    /**
     * Issues a new token for a known device.
     *
     * @param nameKey key of the user name at the sign-in
     * @param device the device; its id stays the same, so that stolen copies of its tokens share one budget
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

    /** Accepts only the canonical encoding, so that a token has one text. */
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
            return Optional.empty(); // not base64url: callers may send any text
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
