package dev.latchkey.account;

import dev.latchkey.problem.Fault;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ViolationCode;
import dev.latchkey.session.AuthenticatedUser;
import dev.latchkey.session.Sessions;
import dev.latchkey.throttle.DeviceCookie;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The sessions of the signed-in user. */
@Path("/auth/me/sessions")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "The signed-in user")
@SecurityRequirement(name = "bearer")
@RegisterForReflection
public class SessionResource {

    private static final String KEEP_CURRENT = "current";

    private final Sessions sessions;
    private final AccountDevices devices;
    private final SecurityIdentity identity;

    SessionResource(Sessions sessions, AccountDevices devices, SecurityIdentity identity) {
        this.sessions = sessions;
        this.devices = devices;
        this.identity = identity;
    }

    /** Lists the sessions. */
    @GET
    @Operation(operationId = "sessions", summary = "Sessions of the user, the last used first")
    @APIResponse(
            responseCode = "200",
            description = "At most 100 sessions.",
            content =
                    @Content(
                            schema = @Schema(implementation = SessionList.class),
                            examples = @ExampleObject(name = "alice", value = SessionList.EXAMPLE)))
    public SessionList list() {
        return SessionList.of(sessions.of(caller().userId()), caller().sessionId());
    }

    /** Ends one session. */
    @DELETE
    @Path("{id}")
    @Operation(operationId = "endSession", summary = "Ends one session")
    @APIResponse(responseCode = "204", description = "The session has ended.")
    @APIResponse(responseCode = "404", description = "not_found")
    @APIResponse(responseCode = "429", description = "throttled")
    public void end(@PathParam("id") UUID id) {
        devices.signOut(caller(), id);
    }

    /** Ends all sessions. */
    @DELETE
    @Operation(operationId = "endSessions", summary = "Ends all sessions, or all but the present one")
    @APIResponse(responseCode = "204", description = "The sessions have ended.")
    @APIResponse(responseCode = "400", description = "invalid_request")
    @APIResponse(responseCode = "429", description = "throttled")
    @Parameter(
            name = "keep",
            in = ParameterIn.QUERY,
            description = "`current` keeps the session of the call.",
            schema = @Schema(type = SchemaType.STRING, enumeration = KEEP_CURRENT))
    public RestResponse<Void> endAll(@Context HttpServerRequest request) {
        // read from the request, because "keep=" would reach a method parameter as absent, and end all sessions
        String keep = request.getParam("keep");
        if (request.params().names().stream().anyMatch(name -> !name.equals("keep"))) {
            // "kept=current" must not end all sessions, either
            throw ProblemException.invalid("keep", Fault.of(ViolationCode.UNKNOWN_MEMBER, "is the only parameter"));
        } else if (keep == null) {
            devices.signOutEverywhere(caller());
            return RestResponse.noContent();
        } else if (keep.equals(KEEP_CURRENT)) {
            return RenewedDevice.answer(devices.signOutOthers(caller(), DeviceCookie.of(request)), request);
        } else {
            throw ProblemException.invalid("keep", "must be \"" + KEEP_CURRENT + "\"");
        }
    }

    private AuthenticatedUser caller() {
        return (AuthenticatedUser) identity.getPrincipal();
    }
}
