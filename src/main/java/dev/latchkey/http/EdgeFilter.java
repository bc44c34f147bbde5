package dev.latchkey.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * The filters that every request passes on the event loop before it is routed, in this order. A filter that refuses ends the request. The
 * order is decided here and nowhere else; the reason for each place is at its constant.
 *
 * <p>All of them run before Quarkus' own filters, also before those of its authentication, which is lazy ({@code
 * quarkus.http.auth.proactive=false}): a bearer token is checked when the resource is reached.
 */
public enum EdgeFilter {
    /** Notes that there are requests ({@link Quiet}). First, because every request counts, also a refused one. */
    ACTIVITY,

    /** Finds the route and sets the headers of the response. Before all that may respond, so that refusals have the headers, too. */
    RESPONSE_HEADERS,

    /** Tells browsers which pages may read the response. Before every refusal, so that a page can read a refusal. */
    CORS_HEADERS,

    /** Refuses a path that is not in canonical form. Before every filter that refuses by the route. */
    CANONICAL_PATH,

    /** Refuses a request of another site with the refresh cookie. Before the other refusals, so that it takes precedence. */
    CROSS_SITE,

    /** Refuses a body that says that it is too long. Needs a header only. */
    BODY_LENGTH,

    /** Refuses a page of a foreign origin. Before {@link #PREFLIGHT}, so that a foreign preflight is refused. */
    FOREIGN_ORIGIN,

    /** Answers a CORS preflight. Before the filters that cost more: a preflight has no body and needs no route. */
    PREFLIGHT,

    /** Refuses what needs a password hash while hashing is at capacity. Before the body: a storm of logins is refused without reading. */
    OVERLOAD,

    /** Reads the body, whole and in time. Last: whatever is refused before it costs no reading. */
    BODY;

    private static final int FIRST = 1000;
    private static final int STEP = 10;

    /**
     * Registers a filter at its place.
     *
     * @param filters where Quarkus collects filters
     * @param filter called on the event loop; must end the response, fail the call, or pass it on
     */
    @SuppressWarnings("EnumOrdinal") // the order of the constants is what this type is for
    public void register(Filters filters, Handler<RoutingContext> filter) {
        filters.register(filter, FIRST - ordinal() * STEP);
    }
}
