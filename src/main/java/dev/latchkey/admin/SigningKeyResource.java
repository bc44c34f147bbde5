package dev.latchkey.admin;

import dev.latchkey.audit.Actor;
import dev.latchkey.session.SignedIn;
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
public class SigningKeyResource {

    private final KeyOperations keys;
    private final SecurityIdentity identity;

    SigningKeyResource(KeyOperations keys, SecurityIdentity identity) {
        this.keys = keys;
        this.identity = identity;
    }

    /** Lists the keys. */
    @GET
    @Operation(operationId = "signingKeys", summary = "The signing keys that there are and were, the newest first")
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
    @Operation(operationId = "rotateSigningKey", summary = "Lets the next signing key sign before its time")
    @APIResponse(responseCode = "204", description = "It signs.")
    @APIResponse(responseCode = "409", description = "key_not_known_yet")
    public void rotate() {
        keys.rotate(actor());
    }

    /** Revokes a key. */
    @POST
    @Path("{kid}/revoke")
    @Operation(
            operationId = "revokeSigningKey",
            summary = "Takes a signing key out of use at once, for when its private part is known to others",
            description = "Tokens of it are refused here at once, and elsewhere when the JWKS is next read.")
    @APIResponse(responseCode = "204", description = "It is gone, and the next one signs.")
    @APIResponse(responseCode = "404", description = "not_found")
    public void revoke(@PathParam("kid") String kid) {
        keys.revoke(actor(), kid);
    }

    private Actor actor() {
        return Actor.user(((SignedIn) identity.getPrincipal()).userId());
    }
}
