package dev.latchkey.webhook;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Makes one delivery attempt. Uses Vert.x, because the JDK's client cannot connect to a checked address and still verify the certificate of
 * the host name. Redirects are not followed, and only the status of the response is read. Safe for use by several threads.
 */
@Singleton
class WebhookSender {

    private static final Logger LOG = Logger.getLogger(WebhookSender.class);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String NO_ANSWER = "no answer within " + PATIENCE.toSeconds() + " s";

    private final Targets targets;
    private final Clock clock;
    private final HttpClient client;

    WebhookSender(Targets targets, Clock clock, Vertx vertx) {
        this.targets = targets;
        this.clock = clock;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) CONNECT.toMillis())
                        .setKeepAlive(false),
                new PoolOptions().setHttp1MaxSize(Webhooks.MOST_ENDPOINTS));
    }

    /** Returns empty if the receiver accepted the event, else the reason, without content of the response. */
    Optional<String> deliver(Endpoint endpoint, Delivery delivery) {
        Optional<String> unusable = targets.fault(endpoint.url());
        if (unusable.isPresent()) {
            return unusable;
        }
        try {
            int status = send(options(URI.create(endpoint.url())), endpoint, delivery);
            return status >= 200 && status < 300 ? Optional.empty() : Optional.of("status " + status);
        } catch (Targets.Refused e) {
            return Optional.ofNullable(e.getMessage());
        } catch (TimeoutException e) {
            return Optional.of(NO_ANSWER);
        } catch (ExecutionException e) {
            return Optional.of(e.getCause() instanceof TimeoutException ? NO_ANSWER : "no connection");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("stopped");
        } catch (RuntimeException e) {
            LOG.warnf("a webhook cannot be sent: %s", e.getClass().getName());
            return Optional.of("cannot be sent");
        }
    }

    private RequestOptions options(URI url) throws Targets.Refused {
        boolean tls = url.getScheme().equalsIgnoreCase("https");
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(targets.address(url), port)))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                .setFollowRedirects(false)
                .setTimeout(PATIENCE.toMillis());
    }

    private int send(RequestOptions options, Endpoint endpoint, Delivery delivery)
            throws InterruptedException, ExecutionException, TimeoutException {
        String id = delivery.messageId().toString();
        long now = clock.instant().getEpochSecond();
        String body = delivery.body();
        return client.request(options)
                .compose(request -> request.putHeader("content-type", "application/json")
                        .putHeader("webhook-id", id)
                        .putHeader("webhook-timestamp", Long.toString(now))
                        .putHeader("webhook-signature", Signature.of(endpoint.secret(), id, now, body))
                        .putHeader("user-agent", "Latchkey")
                        .send(body)
                        .map(answer -> statusOnly(request, answer.statusCode())))
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE.plus(CONNECT).toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Closes the connection after the status, because the rest of the response may be long or endless. */
    private static int statusOnly(HttpClientRequest request, int status) {
        request.connection().close();
        return status;
    }
}
