package dev.latchkey.platform;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is known of the HTTP call that the current thread serves; all of it is empty where there is none. Safe for use by
 * several threads.
 */
@ApplicationScoped
public class CurrentCall {

    private static final int MAXIMUM_USER_AGENT = 256;

    private final CurrentVertxRequest current;

    CurrentCall(CurrentVertxRequest current) {
        this.current = current;
    }

    /**
     * The request's id, which the caller and the log have too.
     *
     * @return 1 to 64 plain characters
     */
    public Optional<String> requestId() {
        return of(call -> call.response().headers().get(AnswerHeaders.REQUEST_ID));
    }

    /**
     * The network that the call came from: enough to recognise, too little to follow a person.
     *
     * @return the first 24 bits of an IPv4 address, the first 64 of an IPv6 address, in CIDR notation
     */
    public Optional<String> network() {
        return request(request -> request.remoteAddress().hostAddress()).flatMap(Networks::prefix);
    }

    /**
     * What the caller says it is, as sent, without what cannot be seen.
     *
     * @return at most 256 characters
     */
    public Optional<String> userAgent() {
        return request(request -> request.getHeader("User-Agent"))
                .map(text -> text.replaceAll("\\p{C}", ""))
                .map(text -> text.substring(0, Math.min(text.length(), MAXIMUM_USER_AGENT)))
                .filter(text -> !text.isBlank());
    }

    private Optional<String> request(Function<HttpServerRequest, String> question) {
        return of(call -> question.apply(call.request()));
    }

    private Optional<String> of(Function<RoutingContext, String> question) {
        boolean inRequest = Arc.container().requestContext().isActive();
        return inRequest ? Optional.ofNullable(current.getCurrent()).map(question) : Optional.empty();
    }
}
