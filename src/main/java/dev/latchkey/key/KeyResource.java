package dev.latchkey.key;

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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves the public keys, by which a resource server checks tokens offline. */
@Path("/.well-known/jwks.json")
@PermitAll
@RoutePolicy(anyOrigin = true)
@Tag(name = "For resource servers")
@RegisterForReflection
public class KeyResource {

    private static final String JWK_SET = "application/jwk-set+json";

    private final SigningKeys keys;
    private final String caching;

    KeyResource(SigningKeys keys, KeyConfig config) {
        this.keys = keys;
        this.caching = "public, max-age=" + config.maxAge().toSeconds();
    }

    /** Serves the public keys. */
    @GET
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
    @APIResponse(responseCode = "304", description = "The caller's copy is current (`If-None-Match`).")
    public Response jwks(@Context Request request) {
        return Cacheable.of(keys.jwks()).answer(request, caching);
    }

    /** Examples for the OpenAPI document. */
    private static final class Examples {

        static final String JWKS = """
                {"keys": [{"kty": "EC", "kid": "7mZ1oFQ4kPDS4vcXbdEbNJhkJKX1YNSTQwzhUw0mTLQ", "use": "sig", "alg": "ES256",
                  "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
                  "crv": "P-256"}]}""";
    }
}
