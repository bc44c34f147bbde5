package dev.latchkey.throttle;

import java.time.Duration;

/**
 * What a device shows to be known at its next login.
 *
 * @param value the token
 * @param lifetime how long it is good
 */
public record DeviceToken(String value, Duration lifetime) {

    @Override
    public String toString() {
        return "DeviceToken[value=<redacted>, lifetime=" + lifetime + "]";
    }
}
