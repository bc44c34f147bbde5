package dev.latchkey.auth;

import dev.latchkey.capacity.HashingAdmission;
import dev.latchkey.capacity.Priority;
import dev.latchkey.http.EdgeFilter;
import dev.latchkey.http.Routes;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.throttle.DeviceCookie;
import dev.latchkey.throttle.Devices;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses requests that need a password hash while hashing is at capacity. It does so on the event loop, before a worker thread is woken
 * and the body is read. In a login storm, most requests end here and do not delay others. Requests that pass are checked again when they
 * take their place.
 */
@ApplicationScoped
class OverloadFilter {

    private final HashingAdmission hashing;
    private final Devices devices;
    private final Routes routes;

    OverloadFilter(HashingAdmission hashing, Devices devices, Routes routes) {
        this.devices = devices;
        this.hashing = hashing;
        this.routes = routes;
    }

    void register(@Observes Filters filters) {
        EdgeFilter.OVERLOAD.register(filters, this::check);
    }

    private void check(RoutingContext call) {
        if (routes.isMarked(call, NeedsHashing.class)) {
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
    private Priority priority(RoutingContext call) {
        return routes.isMarked(call, AcceptsDeviceToken.class)
                        && DeviceCookie.of(call.request()).stream().anyMatch(devices::isTokenLike)
                ? Priority.RECOGNISED_DEVICE
                : Priority.NORMAL;
    }
}
