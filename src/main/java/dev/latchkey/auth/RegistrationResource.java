package dev.latchkey.auth;

import dev.latchkey.http.BasePath;
import dev.latchkey.user.AccountView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Registers users. */
@Path("/auth/register")
@PermitAll
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign in")
@RegisterForReflection
public class RegistrationResource {

    private static final String ME = "/auth/me";

    private final SignUp signUp;
    private final BasePath base;

    RegistrationResource(SignUp signUp, BasePath base) {
        this.signUp = signUp;
        this.base = base;
    }

    /** Creates a user. */
    @POST
    @NeedsHashing
    @Operation(operationId = "register", summary = "Creates a user")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = RegisterRequest.class),
                            examples = @ExampleObject(name = "alice", value = """
                                    {"username": "alice", "password": "a raven on a writing desk",
                                     "profile": {"favoriteColor": "blue"}}""")))
    @APIResponse(
            responseCode = "201",
            description = "The user is created; `Location` is `/auth/me`.",
            content =
                    @Content(
                            schema = @Schema(implementation = AccountView.class),
                            examples = @ExampleObject(name = "alice", value = AccountView.EXAMPLE)))
    @APIResponse(responseCode = "409", description = "username_taken")
    @APIResponse(responseCode = "429", description = "throttled")
    @APIResponse(responseCode = "503", description = "busy")
    public RestResponse<AccountView> register(@NotNull @Valid RegisterRequest request) {
        return RestResponse.ResponseBuilder.<AccountView>create(RestResponse.Status.CREATED)
                .header("Location", base.before(ME))
                .entity(AccountView.of(signUp.register(request)))
                .build();
    }
}
