package dev.latchkey.signin;

import dev.latchkey.session.RefreshToken;
import dev.latchkey.throttle.DeviceToken;
import dev.latchkey.token.Subject;

/** The result of a successful proof. */
public sealed interface SignInResult {

    /**
     * The user is signed in.
     *
     * @param subject subject of the access token
     * @param refreshToken first refresh token of the session
     * @param deviceToken token by which the device is recognised at its next sign-in
     */
    record SignedIn(Subject subject, RefreshToken refreshToken, DeviceToken deviceToken) implements SignInResult {}

    /**
     * The user or the client requires another step first, such as a second factor. No step exists yet, so nothing returns this today.
     *
     * @param challenge identifies the sign-in that the answer to the step continues
     */
    record StepRequired(String challenge) implements SignInResult {
        @Override
        public String toString() {
            return "StepRequired[challenge=<redacted>]";
        }
    }
}
