package dev.latchkey.example;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Greets whoever may read their account. */
@Path("/hello")
public class HelloResource {

    private final JsonWebToken caller;

    HelloResource(JsonWebToken caller) {
        this.caller = caller;
    }

    @GET
    @RolesAllowed("account:read")
    public Map<String, String> hello() {
        return Map.of("hello", caller.getName());
    }
}
