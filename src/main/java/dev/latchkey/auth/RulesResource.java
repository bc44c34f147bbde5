package dev.latchkey.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.http.Cacheable;
import dev.latchkey.http.RoutePolicy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves the rules for a registration form. */
@Path("/auth/rules")
@PermitAll
@RoutePolicy(anyOrigin = true)
@Tag(name = "Sign in")
@RegisterForReflection
public class RulesResource {

    private final Cacheable rules;

    RulesResource(ObjectMapper json) {
        try {
            this.rules = Cacheable.of(json.writeValueAsString(RegistrationRules.current()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts can be written", e);
        }
    }

    /** Serves the rules. They change only with the version of the service. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rules",
            summary = "The rules for a user name, a password, an address and a profile, for forms")
    @APIResponse(
            responseCode = "200",
            description = "The rules. The numbers are those of the violations' `parameters`.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RegistrationRules.class),
                            examples = @ExampleObject(name = "rules", value = RegistrationRules.EXAMPLE)))
    @APIResponse(responseCode = "304", description = "The caller's copy is current (`If-None-Match`).")
    public Response rules(@Context Request request) {
        return rules.answer(request, "public, max-age=300");
    }
}
