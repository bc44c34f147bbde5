package dev.latchkey.auth;

import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.session.RefreshToken;
import dev.latchkey.session.RefreshTokenGrant;
import dev.latchkey.session.Sessions;
import dev.latchkey.signin.PasswordSignIn;
import dev.latchkey.signin.SignIn;
import dev.latchkey.signin.SignInResult;
import dev.latchkey.signin.SignInResult.SignedIn;
import dev.latchkey.throttle.DeviceCookie;
import dev.latchkey.throttle.Limit;
import dev.latchkey.throttle.Throttle;
import dev.latchkey.token.AccessTokens;
import dev.latchkey.token.AccessTokens.AccessToken;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Signing in, staying signed in, signing out. */
@Path("/auth")
@PermitAll
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign in")
@RegisterForReflection
public class AuthResource {

    private final SignIn signIn;
    private final PasswordSignIn password;
    private final RefreshTokenGrant refreshing;
    private final Sessions sessions;
    private final AccessTokens tokens;
    private final CrossSite crossSite;
    private final Throttle throttle;

    AuthResource(
            SignIn signIn,
            PasswordSignIn password,
            RefreshTokenGrant refreshing,
            Sessions sessions,
            AccessTokens tokens,
            CrossSite crossSite,
            Throttle throttle) {
        this.signIn = signIn;
        this.password = password;
        this.refreshing = refreshing;
        this.sessions = sessions;
        this.tokens = tokens;
        this.crossSite = crossSite;
        this.throttle = throttle;
    }

    /** Signs a user in. */
    @POST
    @Path("/login")
    @NeedsHashing
    @AcceptsDeviceToken
    @AcceptsRefreshCookie
    @Operation(operationId = "login", summary = "Checks a password, opens a session and answers with its tokens")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = LoginRequest.class),
                            examples = @ExampleObject(name = "alice", value = """
                                    {"username": "alice", "password": "a raven on a writing desk"}""")))
    @APIResponse(
            responseCode = "200",
            description =
                    "Signed in. The token is a JWT; send it as `Authorization: Bearer`. With the transport `cookie` there"
                            + " is no `refreshToken`; it is in the cookie `__Host-latchkey-refresh`.",
            headers =
                    @Header(
                            name = "X-Latchkey-Device",
                            description =
                                    "Send it with the next login of this user from this device: it has a budget of its"
                                            + " own. With the transport `cookie` it is in a cookie.",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            schema = @Schema(implementation = LoginResponse.class),
                            examples = @ExampleObject(name = "alice", value = """
                                    {"message": "Welcome alice!", "token": "eyJ0eXAiOiJKV1QiLCJraWQiOiI…",
                                     "tokenType": "Bearer", "expiresIn": 3511,
                                     "refreshToken": "lk1.AZqyxHoefD-dUg9rjB0uPw…", "refreshExpiresIn": 2592000}""")))
    @APIResponse(responseCode = "401", description = "invalid_credentials")
    @APIResponse(responseCode = "403", description = "cross_site")
    @APIResponse(responseCode = "429", description = "throttled")
    @APIResponse(responseCode = "503", description = "busy")
    public RestResponse<LoginResponse> login(@NotNull @Valid LoginRequest request, @Context HttpServerRequest http) {
        Transport transport = Objects.requireNonNullElse(request.transport(), Transport.BODY);
        if (transport == Transport.COOKIE) {
            crossSite.require(http);
        }
        SignedIn signedIn =
                signedIn(signIn.with(request.username(), DeviceCookie.of(http), password.with(request.password())));
        if (transport == Transport.COOKIE) {
            // ends the session of the cookie that this answer overwrites: no client could end it afterwards
            crossSite.cookie(http).ifPresent(sessions::end);
        }
        Map.Entry<String, String> device = transport == Transport.COOKIE
                ? DeviceCookie.inCookie(signedIn.deviceToken())
                : DeviceCookie.inHeader(signedIn.deviceToken());
        AccessToken token = tokens.issue(signedIn.subject());
        return answer("Welcome " + signedIn.subject().username() + "!", token, signedIn.refreshToken(), transport)
                .header(device.getKey(), device.getValue())
                .build();
    }

    /** Returns the completed sign-in. No user and no client requires a further step yet. */
    private static SignedIn signedIn(SignInResult result) {
        if (result instanceof SignedIn signedIn) {
            return signedIn;
        }
        throw new IllegalStateException("a step was required that this route does not know: " + result);
    }

    /** Issues the next tokens of a session. */
    @POST
    @Path("/refresh")
    @AcceptsRefreshCookie
    @Operation(
            operationId = "refresh",
            summary = "Exchanges a refresh token for the next access token and the next refresh token",
            description =
                    "The token is in the body or in the cookie; its successor is returned the same way. A token that was"
                            + " used less than 30 seconds ago gets the same successor again; an older one ends the session. A call with the"
                            + " cookie needs `X-Requested-With` or a JSON content type, and must come from an origin that is listed.")
    @RequestBody(
            required = false,
            content =
                    @Content(
                            schema = @Schema(implementation = RefreshRequest.class),
                            examples = @ExampleObject(name = "alice", value = RefreshRequest.EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "The next tokens of the session.",
            content =
                    @Content(
                            schema = @Schema(implementation = LoginResponse.class),
                            examples = @ExampleObject(name = "alice", value = """
                                    {"token": "eyJ0eXAiOiJKV1QiLCJraWQiOiI…", "tokenType": "Bearer", "expiresIn": 3567,
                                     "refreshToken": "lk1.AZqyxHoefD-dUg9rjB0uPw…", "refreshExpiresIn": 2588433}""")))
    @APIResponse(responseCode = "401", description = "invalid_refresh_token")
    @APIResponse(responseCode = "403", description = "cross_site")
    @APIResponse(responseCode = "429", description = "throttled")
    public RestResponse<LoginResponse> refresh(@Nullable RefreshRequest request, @Context HttpServerRequest http) {
        Optional<String> inCookie = crossSite.cookie(http);
        Optional<String> inBody = RefreshRequest.token(request);
        Optional<String> presented = inBody.or(() -> inCookie);
        RefreshTokenGrant.Refreshed next =
                presented.flatMap(refreshing::refresh).orElseThrow(() -> refused(presented));
        Transport transport = inBody.isEmpty() ? Transport.COOKIE : Transport.BODY;
        return answer(null, tokens.issue(next.subject()), next.refreshToken(), transport)
                .build();
    }

    /** Counts only failures, and only those of genuine tokens: any other text is rejected by its MAC, without a database query. */
    private ProblemException refused(Optional<String> refreshToken) {
        if (refreshToken.filter(refreshing::isOurs).isPresent()) {
            throttle.reserve(Set.of(Limit.REFRESH), Map.of());
        }
        return ProblemException.of(ProblemType.INVALID_REFRESH_TOKEN);
    }

    /** Ends a session. */
    @POST
    @Path("/logout")
    @AcceptsRefreshCookie
    @Operation(operationId = "logout", summary = "Ends the session of a refresh token and removes the cookie")
    @RequestBody(
            required = false,
            content =
                    @Content(
                            schema = @Schema(implementation = RefreshRequest.class),
                            examples = @ExampleObject(name = "alice", value = RefreshRequest.EXAMPLE)))
    @APIResponse(responseCode = "204", description = "The session, if there was one, has ended.")
    @APIResponse(responseCode = "403", description = "cross_site")
    public RestResponse<Void> logout(@Nullable RefreshRequest request, @Context HttpServerRequest http) {
        Optional<String> inCookie = crossSite.cookie(http);
        Stream.of(RefreshRequest.token(request), inCookie)
                .flatMap(Optional::stream)
                .forEach(sessions::end);
        RestResponse.ResponseBuilder<Void> gone = RestResponse.ResponseBuilder.noContent();
        return inCookie.isEmpty()
                ? gone.build()
                : gone.header("Set-Cookie", RefreshCookie.clear()).build();
    }

    private static RestResponse.ResponseBuilder<LoginResponse> answer(
            @Nullable String message, AccessToken token, RefreshToken refresh, Transport transport) {
        RestResponse.ResponseBuilder<LoginResponse> ok =
                RestResponse.ResponseBuilder.ok(LoginResponse.of(message, token, refresh, transport));
        return transport == Transport.COOKIE ? ok.header("Set-Cookie", RefreshCookie.set(refresh)) : ok;
    }
}
