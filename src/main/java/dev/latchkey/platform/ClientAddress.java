package dev.latchkey.platform;

import io.quarkus.runtime.Startup;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds where a call came from. It is the other end of the connection, unless that is a trusted proxy: then the nearest hop,
 * read from the right, that is not one. What cannot be read ends the search at the last hop that could: a caller who sends rubbish
 * is counted with the proxy and not as somebody else.
 *
 * <p>Where {@code Forwarded} and {@code X-Forwarded-For} are both there, one may be the caller's own, which a proxy that writes
 * the other has let through. They must name the same address; if not, the call is counted as the proxy's.
 *
 * <p>Not Quarkus' own {@code quarkus.http.proxy}: that reads from the left, where anybody can write. Safe for use by several
 * threads.
 */
@Startup
@Singleton
class ClientAddress {

    private final TrustedProxies trusted;

    ClientAddress(TrustedProxies trusted) {
        this.trusted = trusted;
    }

    /** As below, of a request. Its connection is asked and not the request, for which a proxy's setting of Quarkus would answer. */
    Optional<byte[]> of(HttpServerRequest request) {
        return Optional.ofNullable(request.connection().remoteAddress().hostAddress())
                .flatMap(peer -> of(peer, request.headers()));
    }

    /**
     * The bytes of the caller's address.
     *
     * @param peer the other end of the connection; anything that is not an address gives empty
     * @param headers the request's
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
