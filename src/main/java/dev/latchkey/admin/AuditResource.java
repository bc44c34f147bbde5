package dev.latchkey.admin;

import dev.latchkey.audit.AuditSearch;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit trail, for operators. */
@Path("/admin/audit")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "For operators")
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "403", description = "access_denied")
@RegisterForReflection
public class AuditResource {

    private final AuditSearch trail;

    AuditResource(AuditSearch trail) {
        this.trail = trail;
    }

    /** Lists events. */
    @GET
    @Operation(operationId = "audit", summary = "Security events, the latest first")
    @APIResponse(
            responseCode = "200",
            description =
                    "The events. `userId` is the user whom the event is about; `actor` is who caused it, if not that user.",
            content =
                    @Content(
                            schema = @Schema(implementation = AuditList.class),
                            examples = @ExampleObject(name = "one", value = AuditList.EXAMPLE)))
    @APIResponse(responseCode = "400", description = "invalid_request")
    public AuditList list(
            @Parameter(description = "The id of the user whom the event is about.") @QueryParam("user") @Nullable
                    String user,
            @Parameter(description = "The type of the event, for example `UserChanged`.") @QueryParam("type") @Nullable
                    String type,
            @Parameter(description = "Not before this time (RFC 3339).") @QueryParam("from") @Nullable String from,
            @Parameter(description = "`next` of the previous page.") @QueryParam("after") @Nullable String after,
            @Parameter(
                            description = "The maximum number; 50 by default.",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200"))
                    @QueryParam("limit")
                    @Nullable
                    String limit) {
        int most = Parameters.limit(limit);
        AuditSearch.Wanted wanted = new AuditSearch.Wanted(
                Parameters.user(user),
                Parameters.event(type),
                Parameters.time(from),
                Parameters.read("after", after, "must be the next of the page before", AuditList::place));
        return AuditList.of(trail.latest(wanted, most + 1), most);
    }
}
