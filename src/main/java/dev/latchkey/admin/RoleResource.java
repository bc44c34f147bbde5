package dev.latchkey.admin;

import dev.latchkey.audit.Actor;
import dev.latchkey.session.AuthenticatedUser;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Roles, for operators. */
@Path("/admin/roles")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "For operators")
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "403", description = "access_denied")
@RegisterForReflection
public class RoleResource {

    private final RoleOperations roles;
    private final SecurityIdentity identity;

    RoleResource(RoleOperations roles, SecurityIdentity identity) {
        this.roles = roles;
        this.identity = identity;
    }

    /** Lists the roles. */
    @GET
    @Operation(operationId = "roles", summary = "All roles and what they permit")
    @APIResponse(
            responseCode = "200",
            description = "The roles, sorted by name.",
            content =
                    @Content(
                            schema = @Schema(implementation = RoleList.class),
                            examples = @ExampleObject(name = "two", value = RoleList.EXAMPLE)))
    public RoleList list() {
        return new RoleList(roles.all());
    }

    /** Creates or changes a role. */
    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "defineRole",
            summary = "Creates a role, or sets what it permits",
            description = "Tokens have the change from the next refresh on.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = RolePermissions.class),
                            examples =
                                    @ExampleObject(
                                            name = "editor",
                                            value = "{\"permissions\": [\"articles:read\", \"articles:write\"]}")))
    @APIResponse(responseCode = "201", description = "The role is created.")
    @APIResponse(responseCode = "204", description = "The permissions of the role are replaced.")
    public RestResponse<Void> define(@PathParam("name") String name, @NotNull @Valid RolePermissions wanted) {
        boolean isNew = roles.define(actor(), name, wanted.permissions());
        return RestResponse.status(isNew ? RestResponse.Status.CREATED : RestResponse.Status.NO_CONTENT);
    }

    /** Deletes a role. */
    @DELETE
    @Path("{name}")
    @Operation(operationId = "deleteRole", summary = "Deletes a role that no user has")
    @APIResponse(responseCode = "204", description = "The role is deleted.")
    @APIResponse(responseCode = "404", description = "not_found")
    @APIResponse(responseCode = "409", description = "role_in_use")
    public void delete(@PathParam("name") String name) {
        roles.delete(actor(), name);
    }

    private Actor actor() {
        return Actor.user(((AuthenticatedUser) identity.getPrincipal()).userId());
    }
}
