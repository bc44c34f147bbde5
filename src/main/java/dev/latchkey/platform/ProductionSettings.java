package dev.latchkey.platform;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Checks the five settings that {@code prod} cannot do without, before anything starts, all of them at once: whoever sets
 * the service up reads one list and not one message after the other.
 */
public final class ProductionSettings {

    private static final String MAKE_A_SECRET = "make one with: openssl rand -base64 32";
    private static final int MINIMUM_PASSWORD_LENGTH = 12;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Function<String, Optional<String>> settings;
    private final List<String> faults = new ArrayList<>();

    private ProductionSettings(Function<String, Optional<String>> settings) {
        this.settings = name -> settings.apply(name).filter(value -> !value.isBlank());
    }

    /**
     * What is missing or weak.
     *
     * @param settings gives a setting by its property name, for example {@code latchkey.db.url}
     * @return a sentence for each fault, which names the environment variable and says how to make it; never its value
     */
    public static List<String> faults(Function<String, Optional<String>> settings) {
        ProductionSettings check = new ProductionSettings(settings);
        check.databaseUrl();
        check.databaseUser();
        check.databasePassword();
        check.rootSecret();
        check.issuer();
        check.sharedSecret();
        return check.faults;
    }

    private void databaseUrl() {
        String hint = "give the JDBC URL of PostgreSQL, for example jdbc:postgresql://db:5432/latchkey";
        required("latchkey.db.url", hint).ifPresent(url -> {
            if (!url.startsWith("jdbc:postgresql:")) {
                fault("latchkey.db.url", "does not begin with jdbc:postgresql:", hint);
            } else if (url.toLowerCase(Locale.ROOT).contains("password=")) {
                fault("latchkey.db.url", "has a password in it", "put that into LATCHKEY_DB_PASSWORD");
            }
        });
    }

    private void databaseUser() {
        required("latchkey.db.username", "give the PostgreSQL role that owns the database, for example latchkey");
    }

    private void databasePassword() {
        String hint = "make one with: openssl rand -hex 24";
        secret("latchkey.db.password", true, hint, password -> {
            if (password.length() < MINIMUM_PASSWORD_LENGTH) {
                throw new IllegalArgumentException("is shorter than " + MINIMUM_PASSWORD_LENGTH + " characters");
            }
        });
    }

    private void rootSecret() {
        secret("latchkey.secret", true, MAKE_A_SECRET, text -> {
            if (RootSecret.parse(text).isForDevelopment()) {
                throw new IllegalArgumentException("is that of dev mode, which anybody can read");
            }
        });
    }

    /** Its own room checks what it holds. */
    private void sharedSecret() {
        secret("latchkey.key.shared-secret", false, MAKE_A_SECRET, text -> {});
    }

    /** Takes a secret from its setting or its file, and names whichever it was when the check throws. */
    private void secret(String property, boolean required, String hint, Consumer<String> check) {
        String fileProperty = SecretFiles.fileOf(property);
        Optional<String> file = settings.apply(fileProperty);
        if (file.isEmpty()) {
            Optional<String> value = required ? required(property, hint) : settings.apply(property);
            value.ifPresent(text -> checked(property, hint, () -> check.accept(text)));
        } else if (settings.apply(property).isPresent()) {
            fault(property, "is there twice", "keep it or " + variable(fileProperty) + ", not both");
        } else {
            checked(fileProperty, hint, () -> check.accept(SecretFiles.content(file.get())));
        }
    }

    private void checked(String property, String hint, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            fault(property, String.valueOf(e.getMessage()), hint);
        }
    }

    private void issuer() {
        String hint = "give the URL that browsers and APIs reach the service by, for example https://id.example.org";
        required("latchkey.issuer", hint)
                .ifPresent(issuer -> issuerFault(issuer).ifPresent(what -> fault("latchkey.issuer", what, hint)));
    }

    /** RFC 8414, 2: https, without query and fragment. Plain http only where no network is in between. */
    static Optional<String> issuerFault(String issuer) {
        URI uri;
        try {
            uri = URI.create(issuer);
        } catch (IllegalArgumentException e) {
            return Optional.of("is not a URL");
        }
        if (uri.getHost() == null) {
            return Optional.of("is not an absolute URL");
        }
        boolean safe =
                "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
        if (!safe) {
            return Optional.of("does not begin with https:// (http:// is for localhost only)");
        }
        if (uri.getQuery() != null || uri.getFragment() != null || uri.getUserInfo() != null || issuer.endsWith("/")) {
            return Optional.of("ends with / or has a user, a query or a fragment");
        }
        return Optional.empty();
    }

    private Optional<String> required(String property, String hint) {
        Optional<String> value = settings.apply(property);
        if (value.isEmpty()) {
            fault(property, "is missing", hint);
        }
        return value;
    }

    private void fault(String property, String what, String hint) {
        faults.add(variable(property) + " " + what + ": " + hint);
    }

    private static String variable(String property) {
        return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
