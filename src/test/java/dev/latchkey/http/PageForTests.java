package dev.latchkey.http;

import dev.latchkey.problem.ErrorForm;
import dev.latchkey.problem.Problem;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** A page with a form, which exists in the tests only: it needs annotations and a form of errors, and nothing of the main code. */
@Path("/test/page")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@RoutePolicy(
        cacheControl = "no-cache",
        contentSecurityPolicy = "default-src 'self'; frame-ancestors 'none'",
        errors = PageForTests.Errors.class)
public class PageForTests {

    /** Errors as a page. */
    @Singleton
    public static class Errors implements ErrorForm {

        @Override
        public String mediaType() {
            return "text/html;charset=UTF-8";
        }

        @Override
        public byte[] body(Problem problem, @Nullable String requestId) {
            return ("<h1>" + problem.type().title() + "</h1>").getBytes(StandardCharsets.UTF_8);
        }
    }

    @GET
    @Operation(hidden = true)
    public String page() {
        return "<form method=post><input name=name></form>";
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public String submit(@FormParam("name") String name) {
        return "<p>" + name + "</p>";
    }
}
