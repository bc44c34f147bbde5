package dev.latchkey.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.latchkey.password.PasswordHasher;
import dev.latchkey.password.PasswordPolicy;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.user.AccountView;
import dev.latchkey.user.Registration;
import dev.latchkey.user.Users;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Registering and signing in. */
@Path("/auth")
@PermitAll
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign in")
public class AuthResource {

    private static final String ME = "/auth/me";

    private final Users users;
    private final PasswordHasher passwords;
    private final PasswordPolicy policy;
    private final SignIn signIn;

    AuthResource(Users users, PasswordHasher passwords, PasswordPolicy policy, SignIn signIn) {
        this.users = users;
        this.passwords = passwords;
        this.policy = policy;
        this.signIn = signIn;
    }

    /** Makes a user. */
    @POST
    @Path("/register")
    @Operation(operationId = "register", summary = "Makes a user")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = RegisterRequest.class),
                            examples = @ExampleObject(name = "alice", value = """
                                    {"username": "alice", "password": "a raven on a writing desk",
                                     "profile": {"favoriteColor": "blue"}}""")))
    @APIResponse(
            responseCode = "201",
            description = "The user is made; `Location` is `/auth/me`.",
            content =
                    @Content(
                            schema = @Schema(implementation = AccountView.class),
                            examples = @ExampleObject(name = "alice", value = AccountView.EXAMPLE)))
    @APIResponse(responseCode = "409", description = "username_taken")
    public RestResponse<AccountView> register(@NotNull @Valid RegisterRequest request) {
        policy.faultFor(request.password(), request.username(), request.email()).ifPresent(message -> {
            throw ProblemException.invalid("password", message);
        });
        if (users.isTaken(request.username())) {
            throw ProblemException.of(ProblemType.USERNAME_TAKEN);
        }
        Registration registration = users.register(new Users.NewUser(
                request.username(),
                request.email(),
                Objects.requireNonNullElseGet(request.profile(), JsonNodeFactory.instance::objectNode),
                passwords.hash(request.password())));
        if (registration instanceof Registration.Registered made) {
            return RestResponse.ResponseBuilder.<AccountView>create(RestResponse.Status.CREATED)
                    .header("Location", ME)
                    .entity(AccountView.of(made.account()))
                    .build();
        }
        throw ProblemException.of(ProblemType.USERNAME_TAKEN);
    }

    /** Signs a person in. */
    @POST
    @Path("/login")
    @Operation(operationId = "login", summary = "Checks a password and answers with an access token")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = LoginRequest.class),
                            examples = @ExampleObject(name = "alice", value = """
                                    {"username": "alice", "password": "a raven on a writing desk"}""")))
    @APIResponse(
            responseCode = "200",
            description = "Signed in. The token is a JWT; send it as `Authorization: Bearer`.",
            content =
                    @Content(
                            schema = @Schema(implementation = LoginResponse.class),
                            examples = @ExampleObject(name = "alice", value = """
                                    {"message": "Welcome alice!", "token": "eyJ0eXAiOiJKV1QiLCJraWQiOiI…",
                                     "tokenType": "Bearer", "expiresIn": 3600}""")))
    @APIResponse(responseCode = "401", description = "invalid_credentials")
    public LoginResponse login(@NotNull @Valid LoginRequest request) {
        SignIn.Welcome welcome = signIn.withPassword(request.username(), request.password());
        return new LoginResponse(
                "Welcome " + welcome.username() + "!",
                welcome.token().value(),
                "Bearer",
                welcome.token().lifetime().toSeconds());
    }
}
