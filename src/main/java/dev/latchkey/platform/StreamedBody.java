package dev.latchkey.platform;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** The one route whose body has any size and is read by its worker line by line: the import. */
final class StreamedBody {

    private static final String ROUTE = "/admin/users/import";

    /** So long a sender has to read the answer before the connection is closed under the rest of its body. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private StreamedBody() {}

    static boolean isOn(HttpServerRequest request) {
        return request.method().equals(HttpMethod.POST) && ROUTE.equals(request.path());
    }

    /** Has the connection closed once the call is answered, if the body has not come whole by then: the rest of it is not read. */
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
