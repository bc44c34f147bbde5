import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The calls of others than those who sign in: refreshes, the JWKS, {@code GET /auth/me} and the health page. */
final class Others {

    private Others() {}

    /** Opens a connection. */
    interface Connect {
        Connection to(String url) throws IOException;
    }

    /** Returns the calls, each on a connection of its own, by their names in the output. */
    static Map<String, Probes.Call> of(Client client, Service service, Target target, Connect connect)
            throws IOException, InterruptedException {
        Caller refreshing = new Caller(connect.to(service.url()), client.refreshToken(service, target.observer()));
        Connection keys = connect.to(service.url());
        Connection health = connect.to(service.managementUrl());
        Map<String, Probes.Call> calls = new LinkedHashMap<>(target.me(connect.to(service.url())));
        calls.put("refresh", refreshing::refresh);
        calls.put("JWKS", () -> keys.get("/.well-known/jwks.json", ""));
        calls.put("health", () -> health.get("/q/health/ready", ""));
        return calls;
    }
}
