package dev.latchkey.password;

import static org.awaitility.Awaitility.await;

import dev.latchkey.capacity.HashingAdmission;
import dev.latchkey.capacity.Priority;
import dev.latchkey.crypto.RootSecret;
import dev.latchkey.crypto.RootSecret.Purpose;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Stops all hashing threads, so that a test can change the stored hash while a password waits for its comparison. */
@ApplicationScoped
public class HashingGate {

    private final HashingPool pool;
    private final MeterRegistry metrics;
    private final RootSecret secret;
    private final int threads;

    HashingGate(HashingPool pool, HashingAdmission admission, MeterRegistry metrics, RootSecret secret) {
        this.pool = pool;
        this.metrics = metrics;
        this.secret = secret;
        this.threads = admission.threads();
    }

    /** Stops the threads until the result is closed. */
    public Shut shut() {
        return new Shut();
    }

    /** Returns a hash as this service stores it, at any cost. */
    public String ownHash(String password, int cost) {
        RootSecret.DerivedKey key = secret.current(Purpose.PEPPER);
        return StoredPassword.format(
                key.id(), BcryptUtil.bcryptHash(Pepper.apply(key, new PlainPassword(password)), cost, new byte[16]));
    }

    /** The gate, while it is shut. */
    public final class Shut implements AutoCloseable {

        private final CountDownLatch opened = new CountDownLatch(1);
        private final ExecutorService callers = Executors.newFixedThreadPool(threads);

        private Shut() {
            List<Runnable> holders = IntStream.range(0, threads)
                    .<Runnable>mapToObj(
                            i -> () -> pool.run("test", Priority.RECOGNISED_DEVICE, () -> Logins.await(opened)))
                    .toList();
            holders.forEach(callers::execute);
            await().until(() -> gauge("latchkey.password.lanes") == threads && gauge("latchkey.password.waiting") == 0);
        }

        /** Returns when this many passwords wait: what they are compared with has been read by then. */
        public void awaitWaiting(int passwords) {
            await().until(() -> gauge("latchkey.password.waiting") == passwords);
        }

        @Override
        public void close() {
            opened.countDown();
            callers.shutdown();
        }

        private double gauge(String name) {
            return metrics.get(name).gauge().value();
        }
    }
}
