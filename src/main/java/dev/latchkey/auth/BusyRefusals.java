package dev.latchkey.auth;

import dev.latchkey.capacity.HashingAdmission;
import dev.latchkey.capacity.Priority;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.throttle.DeviceCookie;
import dev.latchkey.throttle.Devices;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Refuses requests that need a password hash while hashing is at capacity. It does so on the event loop, before a worker thread is woken
 * and the body is read. In a login storm, most requests end here and do not delay others. Requests that pass are checked again when they
 * take their place.
 */
@ApplicationScoped
class BusyRefusals {

    /** After the refusals that depend on the request's headers alone (900). */
    private static final int BEHIND_REFUSALS = 200;

    private static final String LOGIN = "/auth/login";
    private static final Set<String> HASHING = Set.of(LOGIN, "/auth/register");

    private final HashingAdmission hashing;

    BusyRefusals(HashingAdmission hashing) {
        this.hashing = hashing;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEHIND_REFUSALS);
    }

    private void check(RoutingContext call) {
        if (call.request().method().equals(HttpMethod.POST) && HASHING.contains(call.normalizedPath())) {
            try {
                hashing.requireRoom(priority(call));
            } catch (ProblemException busy) {
                call.fail(busy);
                return;
            }
        }
        call.next();
    }

    /**
     * Gives requests with something like a device token the higher priority. The token can be checked only with the name in the body, and
     * is checked there.
     */
    private static Priority priority(RoutingContext call) {
        return call.normalizedPath().equals(LOGIN)
                        && DeviceCookie.of(call.request()).stream().anyMatch(Devices::isTokenLike)
                ? Priority.RECOGNISED_DEVICE
                : Priority.NORMAL;
    }
}
