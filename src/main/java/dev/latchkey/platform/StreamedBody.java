package dev.latchkey.platform;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** The import, the only route whose body has any size and is read line by line by its worker. */
final class StreamedBody {

    private static final String ROUTE = "/admin/users/import";

    /** How long a sender may read the response before the connection is closed while the rest of the body is still being sent. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private StreamedBody() {}

    static boolean isOn(HttpServerRequest request) {
        return request.method().equals(HttpMethod.POST) && ROUTE.equals(request.path());
    }

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
