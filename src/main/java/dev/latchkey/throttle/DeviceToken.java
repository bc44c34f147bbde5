package dev.latchkey.throttle;

import java.time.Duration;

/**
 * A token that shows at the next login that the device is known.
 *
 * @param value the token
 * @param lifetime how long it is valid
 */
public record DeviceToken(String value, Duration lifetime) {

    @Override
    public String toString() {
        return "DeviceToken[value=<redacted>, lifetime=" + lifetime + "]";
    }
}
