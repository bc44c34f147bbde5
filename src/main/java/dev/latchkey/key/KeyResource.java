package dev.latchkey.key;

import dev.latchkey.platform.BasePath;
import dev.latchkey.platform.Cacheable;
import dev.latchkey.platform.PlatformConfig;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves what a resource server needs to check tokens offline. */
@Path("/.well-known")
@PermitAll
@Tag(name = "For resource servers")
public class KeyResource {

    private static final String JWK_SET = "application/jwk-set+json";

    private final SigningKeys keys;
    private final PlatformConfig platform;
    private final BasePath base;
    private final String caching;

    KeyResource(SigningKeys keys, PlatformConfig platform, BasePath base, KeyConfig config) {
        this.keys = keys;
        this.platform = platform;
        this.base = base;
        this.caching = "public, max-age=" + config.maxAge().toSeconds();
    }

    /** Serves the public keys. */
    @GET
    @Path("/jwks.json")
    @Produces({JWK_SET, MediaType.APPLICATION_JSON})
    @Operation(operationId = "jwks", summary = "The public keys (JWK Set, RFC 7517): next, current and retiring")
    @APIResponse(
            responseCode = "200",
            description = "The keys. Cache them as long as `Cache-Control` says.",
            content = {
                @Content(mediaType = JWK_SET, examples = @ExampleObject(name = "one key", value = Examples.JWKS)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        examples = @ExampleObject(name = "one key", value = Examples.JWKS))
            })
    @APIResponse(responseCode = "304", description = "The caller has them already (`If-None-Match`).")
    public Response jwks(@Context Request request) {
        return Cacheable.of(keys.jwks()).answer(request, caching);
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
    @APIResponse(responseCode = "304", description = "The caller has it already (`If-None-Match`).")
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
    @APIResponse(responseCode = "304", description = "The caller has it already (`If-None-Match`).")
    public Response oauthAuthorizationServer(@Context Request request) {
        return Cacheable.of(metadata()).answer(request, caching);
    }

    /** Serves the metadata where RFC 8414 (3) puts it for an issuer with a path: the issuer's path follows the well-known path. */
    @GET
    @Path("/{name: oauth-authorization-server|openid-configuration}/{path: .+}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "metadataOfPath",
            summary = "The same metadata for an issuer with a path (RFC 8414, 3), which stands behind the name")
    @APIResponse(
            responseCode = "200",
            description = "The metadata.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "metadata", value = Examples.METADATA)))
    @APIResponse(responseCode = "304", description = "The caller has it already (`If-None-Match`).")
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
        String issuer = platform.issuer();
        return String.format(Locale.ROOT, """
                {"issuer":"%s","jwks_uri":"%s/.well-known/jwks.json","response_types_supported":[],\
                "grant_types_supported":[],"subject_types_supported":["public"],\
                "id_token_signing_alg_values_supported":["%s"],"token_endpoint_auth_methods_supported":["none"]}""", issuer, issuer, String.join("\",\"", keys.algorithms()));
    }

    /** Examples for the OpenAPI document. */
    private static final class Examples {

        static final String JWKS = """
                {"keys": [{"kty": "EC", "kid": "7mZ1oFQ4kPDS4vcXbdEbNJhkJKX1YNSTQwzhUw0mTLQ", "use": "sig", "alg": "ES256",
                  "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
                  "crv": "P-256"}]}""";

        static final String METADATA = """
                {"issuer": "https://id.example.org", "jwks_uri": "https://id.example.org/.well-known/jwks.json",
                 "response_types_supported": [], "grant_types_supported": [], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["ES256"], "token_endpoint_auth_methods_supported": ["none"]}""";
    }
}
