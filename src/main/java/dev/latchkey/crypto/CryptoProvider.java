package dev.latchkey.crypto;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jboss.logging.Logger;

/**
 * Selects at the start what computes signatures: AWS-LC where its native library is packaged and can be loaded (Linux with glibc), else
 * the JDK. AWS-LC verifies an ES256 signature in 0.1 ms, the JDK in 1.1 ms, and every protected request needs one. Keys and tokens are
 * the same with both.
 */
@ApplicationScoped
class CryptoProvider {

    /** The simple name of the class of AWS-LC's provider, which not every package has. */
    private static final String AWS_LC = "AmazonCorrettoCryptoProvider";

    private static final Logger LOG = Logger.getLogger(CryptoProvider.class);

    private final CryptoConfig config;
    private final MeterRegistry metrics;

    CryptoProvider(CryptoConfig config, MeterRegistry metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    /** Runs before the signing keys are loaded, because a key belongs to the provider that read it. */
    void install(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        // dev mode restarts in the same JVM, possibly with another setting
        Security.removeProvider(SignatureProvider.NAME);
        if (config.crypto().provider() == CryptoConfig.Crypto.Choice.AUTO) {
            awsLc().ifPresent(provider -> Security.insertProviderAt(provider, 1));
        }
        String chosen = Security.getProvider(SignatureProvider.NAME) == null ? "JDK" : "AWS-LC";
        LOG.infof("signatures are computed by %s", chosen);
        Gauge.builder("latchkey.crypto", () -> 1)
                .description("what computes signatures")
                .tag("provider", chosen)
                .register(metrics);
    }

    private static Optional<Provider> awsLc() {
        try {
            Optional<ServiceLoader.Provider<Provider>> packaged =
                    ServiceLoader.load(Provider.class, CryptoProvider.class.getClassLoader()).stream()
                            .filter(each -> each.type().getSimpleName().equals(AWS_LC))
                            .findFirst();
            if (packaged.isEmpty()) {
                return Optional.empty();
            }
            Optional<String> obstacle = AwsLcLibrary.prepare();
            if (obstacle.isPresent()) {
                LOG.infof("AWS-LC is not used: %s", obstacle.get());
                return Optional.empty();
            }
            return Optional.of(new SignatureProvider(packaged.get().get()));
        } catch (NoSuchAlgorithmException | ServiceConfigurationError | LinkageError e) {
            LOG.infof("AWS-LC is not used, because it cannot be loaded: %s", e);
            return Optional.empty();
        }
    }
}
