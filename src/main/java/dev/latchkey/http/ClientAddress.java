package dev.latchkey.http;

import dev.latchkey.connection.Networks;
import io.quarkus.runtime.Startup;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Determines the client address of a request. It is the peer address of the connection, unless the peer is a trusted proxy. Then it is the
 * rightmost forwarded hop that is not a trusted proxy. An unreadable hop ends the search at the last readable one: a caller who sends
 * garbage is counted under the proxy's address and cannot choose another one.
 *
 * <p>Where {@code Forwarded} and {@code X-Forwarded-For} are both present, one may come from the caller: a proxy that writes one header may
 * pass the other on unchanged. Both must name the same address; otherwise the request is counted under the proxy's address.
 *
 * <p>Quarkus' own {@code quarkus.http.proxy} is not used: it reads from the left, which callers can write. Safe for use by several threads.
 */
@Startup
@Singleton
class ClientAddress {

    private final TrustedProxies trusted;

    ClientAddress(TrustedProxies trusted) {
        this.trusted = trusted;
    }

    /**
     * Returns the client address of a request. Reads the peer from the connection, because Quarkus' proxy settings change the request's.
     */
    Optional<byte[]> of(HttpServerRequest request) {
        return Optional.ofNullable(request.connection().remoteAddress().hostAddress())
                .flatMap(peer -> of(peer, request.headers()));
    }

    /** Returns the block of addresses that the client's subscriber may have; the same empty block for all without an address. */
    ByteBuffer block(HttpServerRequest request) {
        return of(request).map(Networks::block).orElseGet(() -> ByteBuffer.allocate(0));
    }

    /** Returns whether a trusted proxy sent the request, so that its connection carries requests of several callers. */
    boolean isBehindProxy(HttpServerRequest request) {
        return Optional.ofNullable(request.connection().remoteAddress().hostAddress())
                .flatMap(Networks::bytes)
                .filter(trusted::contain)
                .isPresent();
    }

    /**
     * Returns the bytes of the client address.
     *
     * @param peer the peer address of the connection; empty is returned if it is not an address
     * @param headers the headers of the request
     */
    Optional<byte[]> of(String peer, MultiMap headers) {
        return Networks.bytes(peer).map(address -> trusted.contain(address) ? behind(address, headers) : address);
    }

    private byte[] behind(byte[] proxy, MultiMap headers) {
        List<String> standard = headers.getAll("Forwarded");
        List<String> customary = headers.getAll("X-Forwarded-For");
        byte[] byStandard = nearestStranger(proxy, ForwardedFor.standard(standard));
        byte[] byCustom = nearestStranger(proxy, ForwardedFor.customary(customary));
        if (standard.isEmpty()) {
            return byCustom;
        }
        return customary.isEmpty() || Arrays.equals(byStandard, byCustom) ? byStandard : proxy;
    }

    private byte[] nearestStranger(byte[] proxy, List<Optional<byte[]>> hops) {
        byte[] last = proxy;
        for (Optional<byte[]> hop : hops) {
            if (hop.isEmpty()) {
                return last;
            }
            last = hop.get();
            if (!trusted.contain(last)) {
                return last;
            }
        }
        return last;
    }
}
