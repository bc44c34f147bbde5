package dev.latchkey.interop;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Answers with the caller's name. */
@Path("/")
@Authenticated
public class CallerResource {

    private final JsonWebToken caller;

    CallerResource(JsonWebToken caller) {
        this.caller = caller;
    }

    @GET
    public String caller() {
        return caller.getName();
    }
}
