package dev.latchkey.oauth;

import dev.latchkey.config.ServiceConfig;
import dev.latchkey.http.BasePath;
import dev.latchkey.http.Cacheable;
import dev.latchkey.http.RoutePolicy;
import dev.latchkey.key.KeyConfig;
import dev.latchkey.key.SigningKeys;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves the metadata, by which a client or a resource server configures itself. */
@Path("/.well-known")
@PermitAll
@RoutePolicy(anyOrigin = true)
@Tag(name = "For resource servers")
@RegisterForReflection
public class MetadataResource {

    private final SigningKeys keys;
    private final ServiceConfig service;
    private final BasePath base;
    private final String caching;

    MetadataResource(SigningKeys keys, ServiceConfig service, BasePath base, KeyConfig config) {
        this.keys = keys;
        this.service = service;
        this.base = base;
        this.caching = "public, max-age=" + config.maxAge().toSeconds();
    }

    /** Serves the metadata under the path of OpenID Connect Discovery. */
    @GET
    @Path("/openid-configuration")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "openidConfiguration",
            summary = "Metadata (OpenID Connect Discovery): enough for Spring's issuer-uri, Quarkus OIDC and jose")
    @APIResponse(
            responseCode = "200",
            description = "The metadata.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "metadata", value = Examples.METADATA)))
    @APIResponse(responseCode = "304", description = "The caller's copy is current (`If-None-Match`).")
    public Response openidConfiguration(@Context Request request) {
        return Cacheable.of(metadata()).answer(request, caching);
    }

    /** Serves the same metadata under the path of OAuth (RFC 8414). */
    @GET
    @Path("/oauth-authorization-server")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "oauthAuthorizationServer", summary = "The same metadata under its OAuth name (RFC 8414)")
    @APIResponse(
            responseCode = "200",
            description = "The metadata.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "metadata", value = Examples.METADATA)))
    @APIResponse(responseCode = "304", description = "The caller's copy is current (`If-None-Match`).")
    public Response oauthAuthorizationServer(@Context Request request) {
        return Cacheable.of(metadata()).answer(request, caching);
    }

    /** Serves the metadata where RFC 8414 (3) puts it for an issuer with a path: the issuer's path follows the well-known path. */
    @GET
    @Path("/{name: oauth-authorization-server|openid-configuration}/{path: .+}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "metadataOfPath",
            summary = "The same metadata for an issuer with a path (RFC 8414, 3), which follows the name")
    @APIResponse(
            responseCode = "200",
            description = "The metadata.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "metadata", value = Examples.METADATA)))
    @APIResponse(responseCode = "304", description = "The caller's copy is current (`If-None-Match`).")
    @APIResponse(responseCode = "404", description = "not_found")
    public Response metadataOfPath(
            @PathParam("name") String name, @PathParam("path") String path, @Context Request request) {
        if (!base.is(path)) {
            throw ProblemException.of(ProblemType.NOT_FOUND);
        }
        return Cacheable.of(metadata()).answer(request, caching);
    }

    /** Builds the metadata. It names no authorization endpoint because there is none: users sign in by {@code POST /auth/login}. */
    private String metadata() {
        String issuer = service.issuer();
        return new JsonObject()
                .put("issuer", issuer)
                .put("jwks_uri", issuer + "/.well-known/jwks.json")
                .put("response_types_supported", new JsonArray())
                .put("grant_types_supported", new JsonArray())
                .put("subject_types_supported", JsonArray.of("public"))
                .put("id_token_signing_alg_values_supported", new JsonArray(List.copyOf(keys.algorithms())))
                .put("token_endpoint_auth_methods_supported", JsonArray.of("none"))
                .encode();
    }

    /** Examples for the OpenAPI document. */
    private static final class Examples {

        static final String METADATA = """
                {"issuer": "https://id.example.org", "jwks_uri": "https://id.example.org/.well-known/jwks.json",
                 "response_types_supported": [], "grant_types_supported": [], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["ES256"], "token_endpoint_auth_methods_supported": ["none"]}""";
    }
}
