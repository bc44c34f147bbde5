package dev.latchkey.http;

import dev.latchkey.connection.ConnectionWatch;
import dev.latchkey.connection.HangUp;
import dev.latchkey.connection.Networks;
import dev.latchkey.problem.ProblemWriter;
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

/** Properties of the HTTP request that the current thread serves; all are empty outside of a request. Safe for use by several threads. */
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
     * Returns the request id, which is also in the response and in the log.
     *
     * @return 1 to 64 plain characters
     */
    public Optional<String> requestId() {
        return of(call -> call.response().headers().get(ProblemWriter.REQUEST_ID));
    }

    /**
     * Returns the network that the request came from. It is precise enough to recognise a returning caller and too coarse to track a user.
     * Behind trusted proxies it is the network of the caller before them.
     *
     * @return the first 24 bits of an IPv4 address, the first 64 of an IPv6 address, in CIDR notation
     */
    public Optional<String> network() {
        return request(request -> request).flatMap(clientAddress::of).map(Networks::prefix);
    }

    /**
     * Returns the network that the request came from, and the larger blocks that may belong to the same subscriber.
     *
     * @return narrowest first, in CIDR notation: /64, /56 and /48 of an IPv6 address, /24 of an IPv4 address; empty outside of a request
     */
    public List<String> networks() {
        return request(request -> request)
                .flatMap(clientAddress::of)
                .map(Networks::prefixes)
                .orElse(List.of());
    }

    /**
     * Sets a header of the response.
     *
     * @param name the header's name
     * @param value its value
     */
    public void answerWith(String name, String value) {
        of(call -> call.response().putHeader(name, value));
    }

    /**
     * Closes the connection if the response has not been written by the deadline: a caller who does not read blocks the thread that writes.
     *
     * @param deadline from now on
     * @param end runs when the response is written, and in any case at the deadline; it may run twice
     */
    public void endWithin(Duration deadline, Runnable end) {
        of(call -> {
            long timer = call.vertx().setTimer(deadline.toMillis(), late -> {
                end.run();
                HangUp.on(call.request());
            });
            // not called where the framework streams and the connection is closed: the framework has replaced this
            // handler
            return call.addEndHandler(over -> {
                call.vertx().cancelTimer(timer);
                end.run();
            });
        });
    }

    /**
     * Closes the connection if the response has begun. For a streamed body that cannot be completed: without this, the framework ends it
     * like a complete one, unless closing the connection happens to come first.
     */
    public void breakOff() {
        request(request -> request)
                .filter(request -> request.response().headWritten())
                .ifPresent(HangUp::on);
    }

    /** Lets the response take as long as its route allows, instead of 30 seconds. Only for authorised requests. */
    public void allowLongAnswer() {
        of(call -> ((ConnectionBase) call.request().connection()).channel())
                .map(ConnectionWatch::of)
                .ifPresent(ConnectionWatch::allowLongAnswer);
    }

    /**
     * Returns the {@code User-Agent} header as sent, without invisible characters.
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
