package dev.latchkey.platform;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
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
    private final ClientAddress clientAddress;

    CurrentCall(CurrentVertxRequest current, ClientAddress clientAddress) {
        this.current = current;
        this.clientAddress = clientAddress;
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
     * The network that the call came from: enough to recognise, too little to follow a person. Behind trusted proxies it is that
     * of the caller before them.
     *
     * @return the first 24 bits of an IPv4 address, the first 64 of an IPv6 address, in CIDR notation
     */
    public Optional<String> network() {
        return request(request -> request).flatMap(clientAddress::of).map(Networks::prefix);
    }

    /**
     * The network that the call came from, and the blocks around it that may belong to the same subscriber.
     *
     * @return narrowest first, in CIDR notation: /64, /56 and /48 of an IPv6 address, /24 of an IPv4 address; empty outside of a call
     */
    public List<String> networks() {
        return request(request -> request)
                .flatMap(clientAddress::of)
                .map(Networks::prefixes)
                .orElse(List.of());
    }

    /**
     * Puts a header on the answer, whoever writes it.
     *
     * @param name the header's name
     * @param value its value
     */
    public void answerWith(String name, String value) {
        of(call -> call.response().putHeader(name, value));
    }

    /**
     * Closes the connection of this call if its answer has not been written by the deadline: a caller that does not read holds the
     * thread that writes.
     *
     * @param deadline from now on
     * @param end what to do when the answer is written and, whatever became of the call, at the deadline; it may be done twice
     */
    public void endWithin(Duration deadline, Runnable end) {
        of(call -> {
            long timer = call.vertx().setTimer(deadline.toMillis(), late -> {
                end.run();
                HangUp.on(call.request());
            });
            // not told where the framework streams and the connection is closed: it has put its own handler in place of
            // this
            return call.addEndHandler(over -> {
                call.vertx().cancelTimer(timer);
                end.run();
            });
        });
    }

    /**
     * Lets the answer to this call take as long as its own room allows, where others have 30 seconds. For a call that is authorised.
     */
    public void allowLongAnswer() {
        of(call -> ((ConnectionBase) call.request().connection()).channel())
                .map(ConnectionWatch::of)
                .ifPresent(ConnectionWatch::allowLongAnswer);
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

    private <T> Optional<T> request(Function<HttpServerRequest, T> question) {
        return of(call -> question.apply(call.request()));
    }

    private <T> Optional<T> of(Function<RoutingContext, T> question) {
        boolean inRequest = Arc.container().requestContext().isActive();
        return inRequest ? Optional.ofNullable(current.getCurrent()).map(question) : Optional.empty();
    }
}
