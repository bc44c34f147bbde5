import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A service, or a peer, that has just become ready. */
final class Fresh implements AutoCloseable {

    private final Lab lab;
    private final Target target;
    private final Spawned process;
    private final Optional<Service> service;
    private final long readyAt = System.nanoTime();

    private Fresh(Lab lab, Target target, Spawned process, Optional<Service> service) {
        this.lab = lab;
        this.target = target;
        this.process = process;
        this.service = service;
    }

    /** Returns a service that was ready just now. */
    static Fresh of(Lab lab, Service service) {
        Target target = new Target("Latchkey", service.url(), service.process(), Lab.OBSERVER);
        return new Fresh(lab, target, service.spawned(), Optional.of(service));
    }

    static Fresh of(Lab lab, Peer peer) {
        return new Fresh(lab, peer.target(), peer.spawned(), Optional.empty());
    }

    Target target() {
        return target;
    }

    boolean isPeer() {
        return service.isEmpty();
    }

    Spawned process() {
        return process;
    }

    /** Returns a chain of refreshes on a connection of its own; a peer has none. */
    Optional<Caller> caller() throws IOException, InterruptedException {
        if (service.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Caller(new Connection(target.url()), lab.client.refreshToken(service.get(), Lab.OBSERVER)));
    }

    /** Returns the calls of others who do not sign in, from another address than the logins; a peer has only {@code me}. */
    Map<String, Probes.Call> others() throws IOException, InterruptedException {
        return service.isPresent()
                ? Others.of(lab.client, service.get(), target, Connection::fromElsewhere)
                : target.me(Connection.fromElsewhere(target.url()));
    }

    /** Waits until the service has been ready for a time. */
    void awaitAge(Duration sinceReady) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(readyAt + sinceReady.toNanos() - System.nanoTime());
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
