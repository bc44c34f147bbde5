package dev.latchkey.account;

import dev.latchkey.throttle.DeviceCookie;
import dev.latchkey.throttle.DeviceToken;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** The answer of operations that make all device tokens but the caller's invalid. */
final class RenewedDevice {

    private RenewedDevice() {}

    /** Returns 204; with the device's new token, if it has one. */
    static RestResponse<Void> answer(Optional<DeviceToken> token, HttpServerRequest http) {
        RestResponse.ResponseBuilder<Void> done = RestResponse.ResponseBuilder.noContent();
        token.map(next -> DeviceCookie.asBefore(next, http))
                .ifPresent(header -> done.header(header.getKey(), header.getValue()));
        return done.build();
    }
}
