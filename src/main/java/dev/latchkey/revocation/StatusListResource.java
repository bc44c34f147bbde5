package dev.latchkey.revocation;

import dev.latchkey.http.RoutePolicy;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.token.StatusReferences;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves the list of revoked sessions to resource servers that check tokens offline. */
@Path(StatusReferences.PATH)
@PermitAll
@RoutePolicy(anyOrigin = true)
@Tag(name = "For resource servers")
@RegisterForReflection
public class StatusListResource {

    private static final String MEDIA_TYPE = "application/statuslist+jwt";

    private final StatusLists lists;
    private final String caching;

    StatusListResource(StatusLists lists) {
        this.lists = lists;
        // a shared cache would keep the list for the same time again; it may store the list but must revalidate it each
        // time
        this.caching = "public, max-age=" + lists.ttl().toSeconds() + ", s-maxage=0";
    }

    /** Serves a status list. */
    @GET
    @Path("{list: [0-9]{1,12}}")
    @Produces(MEDIA_TYPE)
    @Operation(
            operationId = "statusList",
            summary = "Which sessions are revoked: a signed list of bits (IETF Token Status List)")
    @APIResponse(
            responseCode = "200",
            description = "The list that a token's `status.status_list.uri` names. Cache it as long as its `ttl` says.",
            content =
                    @Content(
                            mediaType = MEDIA_TYPE,
                            examples = @ExampleObject(name = "a list", value = "eyJ0eXAiOiJzdGF0dXNsaXN0K2p3dCIsIm…")))
    @APIResponse(responseCode = "304", description = "The caller's copy is current (`If-None-Match`).")
    @APIResponse(responseCode = "404", description = "not_found")
    public Response list(@PathParam("list") long list, @Context Request request) {
        return lists.list(list)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND))
                .answer(request, caching);
    }
}
