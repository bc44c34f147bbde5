package dev.latchkey.http;

import dev.latchkey.connection.HangUp;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Bodies of any size that a worker reads line by line, as an import does. */
final class StreamedBodies {

    /** How long a sender may read the response before the connection is closed while the rest of the body is still being sent. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private StreamedBodies() {}

    /** Closes the connection after the response if the body is incomplete by then. The rest of it is not read. */
    static void hangUpAfterAnswer(RoutingContext call) {
        HttpServerRequest request = call.request();
        call.addEndHandler(end -> {
            if (!request.isEnded()) {
                call.vertx().setTimer(LINGER.toMillis(), timer -> {
                    if (!request.isEnded()) {
                        HangUp.on(request);
                    }
                });
            }
        });
    }
}
