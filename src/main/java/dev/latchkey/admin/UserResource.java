package dev.latchkey.admin;

import dev.latchkey.audit.Actor;
import dev.latchkey.http.BasePath;
import dev.latchkey.session.AuthenticatedUser;
import dev.latchkey.user.UserAdministration;
import dev.latchkey.user.UserRecord;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Users, for operators. */
@Path("/admin/users")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "For operators")
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "403", description = "access_denied")
@RegisterForReflection
public class UserResource {

    private static final String IF_MATCH = "If-Match";

    private final UserOperations users;
    private final SecurityIdentity identity;
    private final BasePath base;

    UserResource(UserOperations users, SecurityIdentity identity, BasePath base) {
        this.base = base;
        this.users = users;
        this.identity = identity;
    }

    /** Searches for users. */
    @GET
    @Operation(operationId = "users", summary = "Users by name or e-mail address, page by page")
    @APIResponse(
            responseCode = "200",
            description = "Sorted by name. Users whose name begins with `q` come before those whose address does.",
            content =
                    @Content(
                            schema = @Schema(implementation = UserList.class),
                            examples = @ExampleObject(name = "one", value = UserList.EXAMPLE)))
    @APIResponse(responseCode = "400", description = "invalid_request")
    public UserList search(
            @Parameter(description = "The beginning of the name or the address, in any case.")
                    @QueryParam("q")
                    @Nullable
                    String q,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"active", "disabled"}))
                    @QueryParam("status")
                    @Nullable
                    String status,
            @Parameter(description = "A role of the user.") @QueryParam("role") @Nullable String role,
            @Parameter(description = "`next` of the previous page.") @QueryParam("after") @Nullable String after,
            @Parameter(
                            description = "The maximum number; 50 by default.",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200"))
                    @QueryParam("limit")
                    @Nullable
                    String limit) {
        return UserList.of(users.search(new UserAdministration.Search(
                Parameters.prefix(q),
                Parameters.status(status),
                Parameters.role(role),
                Parameters.cursor(after),
                Parameters.limit(limit))));
    }

    /** Creates a user. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createUser", summary = "Creates a user")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = NewUser.class),
                            examples = @ExampleObject(name = "alice", value = """
                                    {"username": "alice", "password": "a raven on a writing desk", "roles": ["user", "admin"]}""")))
    @APIResponse(
            responseCode = "201",
            description = "The user is created.",
            headers = {@Header(name = "Location"), @Header(name = "ETag")},
            content =
                    @Content(
                            schema = @Schema(implementation = UserView.class),
                            examples = @ExampleObject(name = "alice", value = UserView.EXAMPLE)))
    @APIResponse(responseCode = "409", description = "username_taken")
    public RestResponse<UserView> create(@NotNull @Valid NewUser wanted) {
        UserRecord made = users.create(actor(), wanted);
        return RestResponse.ResponseBuilder.<UserView>create(RestResponse.Status.CREATED)
                .header("Location", base.before("/admin/users/" + made.account().id()))
                .header("ETag", IfMatch.tag(made.version()))
                .entity(UserView.of(made))
                .build();
    }

    /** Shows a user. */
    @GET
    @Path("{id}")
    @Operation(operationId = "user", summary = "A user")
    @APIResponse(
            responseCode = "200",
            description = "The user.",
            headers = @Header(name = "ETag"),
            content =
                    @Content(
                            schema = @Schema(implementation = UserView.class),
                            examples = @ExampleObject(name = "alice", value = UserView.EXAMPLE)))
    @APIResponse(responseCode = "404", description = "not_found")
    public RestResponse<UserView> see(@PathParam("id") UUID id) {
        return answer(users.see(id));
    }

    /** Changes a user. */
    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            operationId = "changeUser",
            summary = "Changes a user's status, e-mail address, profile or roles",
            description = "`If-Match` names the version that the change is meant for; `*` is any version."
                    + " Disabling a user ends their sessions.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = UserPatch.class),
                            examples = @ExampleObject(name = "disable", value = "{\"status\": \"disabled\"}")))
    @APIResponse(
            responseCode = "200",
            description = "The user after the change.",
            headers = @Header(name = "ETag"),
            content =
                    @Content(
                            schema = @Schema(implementation = UserView.class),
                            examples = @ExampleObject(name = "alice", value = UserView.EXAMPLE)))
    @APIResponse(responseCode = "404", description = "not_found")
    @APIResponse(responseCode = "409", description = "last_admin")
    @APIResponse(responseCode = "412", description = "precondition_failed")
    @APIResponse(responseCode = "428", description = "precondition_required")
    public RestResponse<UserView> change(
            @PathParam("id") UUID id, @HeaderParam(IF_MATCH) List<String> version, @NotNull @Valid UserPatch patch) {
        return answer(users.change(actor(), id, IfMatch.required(version), patch.change()));
    }

    /** Deletes a user. */
    @DELETE
    @Path("{id}")
    @Operation(operationId = "deleteUser", summary = "Deletes a user and all their data")
    @APIResponse(responseCode = "204", description = "The user is deleted.")
    @APIResponse(responseCode = "404", description = "not_found")
    @APIResponse(responseCode = "409", description = "last_admin")
    @APIResponse(responseCode = "412", description = "precondition_failed")
    public void delete(@PathParam("id") UUID id, @HeaderParam(IF_MATCH) List<String> version) {
        users.delete(actor(), id, IfMatch.given(version));
    }

    /** Ends all sessions of a user. */
    @DELETE
    @Path("{id}/sessions")
    @Operation(operationId = "signOutUser", summary = "Ends all sessions of a user")
    @APIResponse(responseCode = "204", description = "The sessions have ended.")
    @APIResponse(responseCode = "404", description = "not_found")
    public void signOut(@PathParam("id") UUID id) {
        users.signOut(actor(), id);
    }

    /** Sets a user's password. */
    @PUT
    @Path("{id}/password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "setUserPassword", summary = "Replaces a user's password and ends all their sessions")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = PasswordSetting.class),
                            examples =
                                    @ExampleObject(
                                            name = "alice",
                                            value = "{\"password\": \"the pool on the roof must have a leak\"}")))
    @APIResponse(responseCode = "204", description = "The password is replaced.")
    @APIResponse(responseCode = "404", description = "not_found")
    public void setPassword(@PathParam("id") UUID id, @NotNull @Valid PasswordSetting setting) {
        users.setPassword(actor(), id, setting.password());
    }

    private static RestResponse<UserView> answer(UserRecord user) {
        return RestResponse.ResponseBuilder.ok(UserView.of(user))
                .header("ETag", IfMatch.tag(user.version()))
                .build();
    }

    private Actor actor() {
        return Actor.user(((AuthenticatedUser) identity.getPrincipal()).userId());
    }
}
