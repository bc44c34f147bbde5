package dev.latchkey.account;

import dev.latchkey.http.CurrentCall;
import dev.latchkey.session.AuthenticatedUser;
import dev.latchkey.throttle.DeviceCookie;
import dev.latchkey.user.AccountView;
import dev.latchkey.user.UserRecord;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The signed-in user's account. */
@Path("/auth/me")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "The signed-in user")
@SecurityRequirement(name = "bearer")
@RegisterForReflection
public class AccountResource {

    private final Accounts accounts;
    private final SecurityIdentity identity;
    private final AccountExport export;
    private final ExportPlaces exportPlaces;
    private final CurrentCall call;

    AccountResource(
            Accounts accounts,
            SecurityIdentity identity,
            AccountExport export,
            ExportPlaces exportPlaces,
            CurrentCall call) {
        this.call = call;
        this.export = export;
        this.exportPlaces = exportPlaces;
        this.accounts = accounts;
        this.identity = identity;
    }

    /** Shows the account. */
    @GET
    @Operation(operationId = "me", summary = "The account")
    @APIResponse(
            responseCode = "200",
            description = "The account.",
            content =
                    @Content(
                            schema = @Schema(implementation = AccountView.class),
                            examples = @ExampleObject(name = "alice", value = AccountView.EXAMPLE)))
    public AccountView me() {
        return AccountView.of(accounts.see(caller()));
    }

    /** Changes the account. */
    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(operationId = "changeMe", summary = "Changes the profile, the e-mail address, or both")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AccountPatch.class),
                            examples =
                                    @ExampleObject(
                                            name = "another colour",
                                            value = "{\"profile\": {\"favoriteColor\": \"blue\"}}")))
    @APIResponse(
            responseCode = "200",
            description = "The account after the change.",
            content =
                    @Content(
                            schema = @Schema(implementation = AccountView.class),
                            examples = @ExampleObject(name = "alice", value = AccountView.EXAMPLE)))
    @APIResponse(responseCode = "429", description = "throttled")
    public AccountView change(@NotNull @Valid AccountPatch patch) {
        return AccountView.of(accounts.change(caller(), patch));
    }

    /** Deletes the account. */
    @DELETE
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "deleteMe", summary = "Deletes the account and all its data")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = AccountDeletion.class),
                            examples =
                                    @ExampleObject(
                                            name = "alice",
                                            value = "{\"password\": \"a raven on a writing desk\"}")))
    @APIResponse(responseCode = "204", description = "The account is deleted.")
    @APIResponse(responseCode = "403", description = "wrong_password")
    @APIResponse(responseCode = "409", description = "last_admin")
    @APIResponse(responseCode = "429", description = "throttled")
    @APIResponse(responseCode = "503", description = "busy")
    public void delete(@NotNull @Valid AccountDeletion deletion) {
        accounts.delete(caller(), deletion.password());
    }

    /** Changes the password. */
    @PUT
    @Path("/password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changePassword", summary = "Changes the password and ends all other sessions")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = PasswordChange.class),
                            examples = @ExampleObject(name = "alice", value = """
                                    {"currentPassword": "a raven on a writing desk",
                                     "newPassword": "the pool on the roof must have a leak"}""")))
    @APIResponse(responseCode = "204", description = "The password is replaced.")
    @APIResponse(responseCode = "403", description = "wrong_password")
    @APIResponse(responseCode = "429", description = "throttled")
    @APIResponse(responseCode = "503", description = "busy")
    public RestResponse<Void> changePassword(@NotNull @Valid PasswordChange change, @Context HttpServerRequest http) {
        return RenewedDevice.answer(accounts.changePassword(caller(), change, DeviceCookie.of(http)), http);
    }

    /** Exports the account. */
    @GET
    @Path("/export")
    @Operation(
            operationId = "exportMe",
            summary = "All data about the user: the account, sessions, and their events in the audit trail")
    @APIResponse(
            responseCode = "200",
            description = "The data; the latest events first.",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "alice", value = AccountExport.EXAMPLE)))
    @APIResponse(responseCode = "429", description = "throttled")
    @APIResponse(responseCode = "503", description = "busy")
    public Response export() {
        UUID userId = caller().userId();
        exportPlaces.take(userId);
        UserRecord user = accounts.exported(caller());
        StreamingOutput body = out -> writeExport(user, out);
        // a Response: for other types, the framework would write the problem of an export that breaks as a JSON string
        return Response.ok(body).build();
    }

    /** Returns the place of the export even if the connection is closed meanwhile. */
    private void writeExport(UserRecord user, OutputStream out) throws IOException {
        try {
            export.write(user, out);
        } catch (IOException | RuntimeException broken) {
            call.breakOff();
            throw broken;
        } finally {
            exportPlaces.giveBack(user.account().id());
        }
    }

    private AuthenticatedUser caller() {
        return (AuthenticatedUser) identity.getPrincipal();
    }
}
