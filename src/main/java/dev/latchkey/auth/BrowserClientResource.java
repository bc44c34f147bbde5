package dev.latchkey.auth;

import dev.latchkey.http.BasePath;
import dev.latchkey.http.Cacheable;
import dev.latchkey.http.RoutePolicy;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Serves the browser client, one ES module, under two names: one always has the newest version; the other contains the hash of its content
 * and can be cached for ever.
 */
@Path("/")
@PermitAll
@RoutePolicy(anyOrigin = true)
@Tag(name = "Sign in")
@RegisterForReflection
public class BrowserClientResource {

    private static final String JAVASCRIPT = "text/javascript;charset=UTF-8";
    private static final String SOURCE = "client/latchkey.js";
    private static final int VERSION_CHARACTERS = 16;

    private final Cacheable module;
    private final String version;
    private final BasePath base;

    BrowserClientResource(BasePath base) {
        this.base = base;
        this.module = Cacheable.of(source());
        this.version = module.tag().substring(0, VERSION_CHARACTERS);
    }

    /** Serves the newest module. */
    @GET
    @Path("latchkey.js")
    @Produces(JAVASCRIPT)
    @Operation(operationId = "browserClient", summary = "The browser client, an ES module")
    @APIResponse(
            responseCode = "200",
            description = "The module; `Content-Location` is its URL that never changes.",
            content =
                    @Content(
                            mediaType = JAVASCRIPT,
                            examples =
                                    @ExampleObject(
                                            name = "use",
                                            value = "import { createLatchkey } from '/latchkey.js'")))
    @APIResponse(responseCode = "304", description = "The caller's copy is current (`If-None-Match`).")
    public Response newest(@Context Request request) {
        return Response.fromResponse(module.answer(request, "public, max-age=300"))
                .header("Content-Location", base.before("/latchkey-" + version + ".js"))
                .build();
    }

    /** Serves the module under the name of its version; any other version is 404. */
    @GET
    @Path("latchkey-{version: [0-9a-f]{16}}.js")
    @Produces(JAVASCRIPT)
    @Operation(operationId = "browserClientVersion", summary = "The browser client of one version, which never changes")
    @APIResponse(
            responseCode = "200",
            description = "The module.",
            content =
                    @Content(
                            mediaType = JAVASCRIPT,
                            examples =
                                    @ExampleObject(
                                            name = "use",
                                            value = "import { createLatchkey } from '/latchkey-0123456789abcdef.js'")))
    @APIResponse(responseCode = "304", description = "The caller's copy is current (`If-None-Match`).")
    @APIResponse(responseCode = "404", description = "not_found")
    public Response ofVersion(@PathParam("version") String wanted, @Context Request request) {
        if (!wanted.equals(version)) {
            throw ProblemException.of(ProblemType.NOT_FOUND);
        }
        return module.answer(request, "public, max-age=31536000, immutable");
    }

    private static String source() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream source = loader.getResourceAsStream(SOURCE)) {
            if (source == null) {
                throw new IllegalStateException(SOURCE + " is not in the package");
            }
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
