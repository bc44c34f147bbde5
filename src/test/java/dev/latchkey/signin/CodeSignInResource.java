package dev.latchkey.signin;

import dev.latchkey.signin.SignInResult.SignedIn;
import dev.latchkey.throttle.DeviceCookie;
import dev.latchkey.token.AccessTokens;
import dev.latchkey.user.Users;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The route of {@link CodeSignIn}. */
@Path("/test/sign-in-by-code")
@PermitAll
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CodeSignInResource {

    /** Runs between the comparison and the completion of the next call. */
    static volatile Runnable meanwhile = () -> {};

    private final SignIn signIn;
    private final AccessTokens tokens;
    private final Users users;
    private final Clock clock;

    CodeSignInResource(SignIn signIn, AccessTokens tokens, Users users, Clock clock) {
        this.signIn = signIn;
        this.tokens = tokens;
        this.users = users;
        this.clock = clock;
    }

    /** The request body. */
    public record Typed(String name, String code) {}

    @POST
    @Operation(hidden = true)
    public Map<String, String> signIn(Typed typed, @Context HttpServerRequest http) {
        CodeSignIn method = new CodeSignIn(users, clock, typed.code(), meanwhile);
        SignedIn signedIn = (SignedIn) signIn.with(typed.name(), DeviceCookie.of(http), method);
        return Map.of(
                "token", tokens.issue(signedIn.subject()).value(),
                "refreshToken", signedIn.refreshToken().value(),
                "deviceToken", signedIn.deviceToken().value());
    }
}
