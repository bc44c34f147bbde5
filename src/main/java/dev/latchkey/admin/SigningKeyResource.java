package dev.latchkey.admin;

import dev.latchkey.audit.Actor;
import dev.latchkey.session.AuthenticatedUser;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signing keys, for operators. */
@Path("/admin/keys")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "For operators")
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "403", description = "access_denied")
@RegisterForReflection
public class SigningKeyResource {

    private final KeyOperations keys;
    private final SecurityIdentity identity;

    SigningKeyResource(KeyOperations keys, SecurityIdentity identity) {
        this.keys = keys;
        this.identity = identity;
    }

    /** Lists the keys. */
    @GET
    @Operation(operationId = "signingKeys", summary = "The present and former signing keys, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "At most 100 keys: next, current, retiring, gone.",
            content =
                    @Content(
                            schema = @Schema(implementation = KeyList.class),
                            examples = @ExampleObject(name = "one", value = KeyList.EXAMPLE)))
    public KeyList list() {
        return new KeyList(keys.all());
    }

    /** Rotates ahead of schedule. */
    @POST
    @Path("rotate")
    @Operation(operationId = "rotateSigningKey", summary = "Makes the next signing key sign ahead of time")
    @APIResponse(responseCode = "204", description = "The key signs.")
    @APIResponse(responseCode = "409", description = "key_not_known_yet")
    public void rotate() {
        keys.rotate(actor());
    }

    /** Revokes a key. */
    @POST
    @Path("{kid}/revoke")
    @Operation(
            operationId = "revokeSigningKey",
            summary = "Revokes a signing key at once, because its private part is known to others",
            description = "Its tokens are refused here at once, and by resource servers when they next read the JWKS.")
    @APIResponse(responseCode = "204", description = "The key is revoked, and the next one signs.")
    @APIResponse(responseCode = "404", description = "not_found")
    public void revoke(@PathParam("kid") String kid) {
        keys.revoke(actor(), kid);
    }

    private Actor actor() {
        return Actor.user(((AuthenticatedUser) identity.getPrincipal()).userId());
    }
}
