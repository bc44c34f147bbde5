package dev.latchkey.signin;

import dev.latchkey.session.RefreshToken;
import dev.latchkey.throttle.DeviceToken;
import dev.latchkey.token.Subject;

/** What a right proof comes to. */
public sealed interface SignInResult {

    /**
     * The user is signed in.
     *
     * @param subject whom the access token is about
     * @param refreshToken the first of the session
     * @param deviceToken what makes the device known at its next sign-in
     */
    record SignedIn(Subject subject, RefreshToken refreshToken, DeviceToken deviceToken) implements SignInResult {}

    /**
     * The account or the client demands another step first, such as a second factor. No step exists yet: nothing answers this today.
     *
     * @param challenge names the sign-in that goes on with the step's answer
     */
    record StepRequired(String challenge) implements SignInResult {
        @Override
        public String toString() {
            return "StepRequired[challenge=<redacted>]";
        }
    }
}
