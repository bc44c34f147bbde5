package dev.latchkey.admin;

import dev.latchkey.audit.Actor;
import dev.latchkey.http.CurrentCall;
import dev.latchkey.http.RoutePolicy;
import dev.latchkey.session.AuthenticatedUser;
import dev.latchkey.userimport.ImportFault;
import dev.latchkey.userimport.ImportNote;
import dev.latchkey.userimport.ImportRow;
import dev.latchkey.userimport.ImportSummary;
import dev.latchkey.userimport.UserImport;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The import of users from another system, for operators. */
@Path("/admin/users/import")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "For operators")
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "403", description = "access_denied")
@RegisterForReflection
public class ImportResource {

    private static final String LINES = "application/x-ndjson";

    private final UserImport users;
    private final SecurityIdentity identity;
    private final CurrentCall call;

    ImportResource(UserImport users, SecurityIdentity identity, CurrentCall call) {
        this.call = call;
        this.users = users;
        this.identity = identity;
    }

    /** Imports users. */
    @POST
    @Consumes(LINES)
    @RoutePolicy(streamedBody = true)
    @Operation(
            operationId = "importUsers",
            summary = "Imports users with the password hashes that they have",
            description =
                    "One JSON object a line, of at most 64 KiB, any number of them. A refused line does not prevent the import of others."
                            + " The same lines can be sent again: a user who is present is not changed."
                            + " The next login of a user replaces the hash.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = LINES,
                            schema = @Schema(implementation = ImportRow.class),
                            examples = @ExampleObject(name = "alice", value = ImportRow.EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "All lines were read; `refused` says how many of them were not imported.",
            content =
                    @Content(
                            schema = @Schema(implementation = ImportResult.class),
                            examples = @ExampleObject(name = "two refused", value = ImportResult.EXAMPLE)))
    @APIResponse(responseCode = "400", description = "invalid_request")
    @APIResponse(responseCode = "408", description = "request_timeout")
    @APIResponse(responseCode = "503", description = "busy")
    public ImportResult importUsers(InputStream lines) throws IOException {
        call.allowLongAnswer();
        Actor actor = Actor.user(((AuthenticatedUser) identity.getPrincipal()).userId());
        List<ImportFault> faults = new ArrayList<>();
        List<ImportNote> notes = new ArrayList<>();
        ImportSummary summary = users.run(actor, new PacedInput(lines), false, new UserImport.Watcher() {
            @Override
            public void refused(ImportFault fault, String name) {
                addIfFew(faults, fault);
            }

            @Override
            public void noted(ImportNote note, String name) {
                addIfFew(notes, note);
            }
        });
        return ImportResult.of(summary, faults, notes);
    }

    private static <T> void addIfFew(List<T> list, T each) {
        if (list.size() < ImportResult.MOST_FAULTS) {
            list.add(each);
        }
    }
}
