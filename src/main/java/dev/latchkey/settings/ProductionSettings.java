package dev.latchkey.settings;

import dev.latchkey.config.GivenSettings;
import dev.latchkey.config.SecretFiles;
import dev.latchkey.crypto.RootSecret;
import dev.latchkey.http.CanonicalPath;
import dev.latchkey.http.Origin;
import dev.latchkey.http.TracesEndpoint;
import dev.latchkey.http.TrustedProxies;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Checks the settings that {@code prod} requires, and those that name other machines, before anything starts. Reports all faults at once.
 */
final class ProductionSettings {

    private static final String MAKE_A_SECRET = "make one with: openssl rand -base64 32";
    private static final int MINIMUM_PASSWORD_LENGTH = 12;

    /** The JVM's replacement for a byte of a variable that its locale cannot decode. */
    private static final char UNREADABLE = '\uFFFD';

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** A password in a URL: as a parameter, or in libpq's form, which pgjdbc does not support and quotes in its message. */
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("[?&]password=|^[^?]*@", Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> BESIDE_OURS = new TreeMap<>(Map.of(
            "quarkus.datasource.jdbc.url", "latchkey.db.url",
            "quarkus.datasource.username", "latchkey.db.username",
            "quarkus.datasource.password", "latchkey.db.password",
            "quarkus.flyway.jdbc-url", "latchkey.db.url",
            "quarkus.flyway.username", "latchkey.db.username",
            "quarkus.flyway.password", "latchkey.db.password"));

    private final GivenSettings settings;
    private final List<String> faults = new ArrayList<>();

    private ProductionSettings(GivenSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns what is missing or weak.
     *
     * @param settings what was given
     * @return a sentence for each fault, which names the environment variable and the remedy, but never the value
     */
    public static List<String> faults(GivenSettings settings) {
        ProductionSettings check = new ProductionSettings(settings);
        check.databaseUrl();
        check.databaseUser();
        check.databasePassword();
        check.rootSecret();
        check.issuer();
        check.sharedSecret();
        check.corsOrigins();
        check.trustedProxies();
        check.tracesEndpoint();
        return check.faults;
    }

    private void databaseUrl() {
        String hint = "give the JDBC URL of PostgreSQL, for example jdbc:postgresql://db:5432/latchkey";
        required("latchkey.db.url", hint).ifPresent(url -> {
            if (!url.startsWith("jdbc:postgresql:")) {
                fault("latchkey.db.url", "does not begin with jdbc:postgresql:", hint);
            } else if (PASSWORD_IN_URL.matcher(url).find()) {
                fault(
                        "latchkey.db.url",
                        "has a password or a user in it",
                        "put those into LATCHKEY_DB_PASSWORD and LATCHKEY_DB_USERNAME");
            }
        });
        // these override Latchkey's settings, so the service would use another database than the one that is checked
        BESIDE_OURS.forEach((property, ours) -> {
            if (settings.isGiven(property)) {
                fault(property, "is not for operators", "remove it and set " + GivenSettings.variable(ours));
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

    /** Checks only that it can be read; the room {@code key} checks the content. */
    private void sharedSecret() {
        secret("latchkey.key.shared-secret", false, MAKE_A_SECRET, text -> {});
    }

    private void corsOrigins() {
        String hint = "write for example https://app.example.org, with commas between several";
        settings.elements("latchkey.cors.origins")
                .forEach(origin -> checked(
                        "latchkey.cors.origins", "names \"" + origin + "\", which ", hint, () -> Origin.parse(origin)));
    }

    private void trustedProxies() {
        String hint = "write for example 10.0.0.0/8,2001:db8::7";
        settings.elements("latchkey.trusted-proxies")
                .forEach(block -> checked(
                        "latchkey.trusted-proxies",
                        "names \"" + block + "\", which ",
                        hint,
                        () -> TrustedProxies.checked(block)));
    }

    private void tracesEndpoint() {
        String hint = "give the URL of a collector, for example http://collector:4317";
        settings.text("latchkey.traces.endpoint")
                .filter(url -> !TracesEndpoint.isUrl(url))
                .ifPresent(url -> fault("latchkey.traces.endpoint", "is not an http:// or https:// URL", hint));
    }

    /** Reads a secret from its setting or its file. A fault names the one that was used. */
    private void secret(String property, boolean required, String hint, Consumer<String> check) {
        String fileProperty = SecretFiles.fileOf(property);
        Optional<String> file = settings.text(fileProperty);
        if (file.isEmpty()) {
            Optional<String> value = required ? required(property, hint) : settings.text(property);
            value.ifPresent(text -> {
                if (text.indexOf(UNREADABLE) >= 0) {
                    fault(property, "has characters that are not readable in this locale", "start with LC_ALL=C.UTF-8");
                }
                checked(property, "", hint, () -> check.accept(text));
            });
        } else if (settings.besideFile(property).isPresent()) {
            fault(property, "is there twice", "keep it or " + GivenSettings.variable(fileProperty) + ", not both");
        } else {
            checked(fileProperty, "", hint, () -> check.accept(SecretFiles.content(file.get())));
        }
    }

    private void checked(String property, String before, String hint, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            fault(property, before + e.getMessage(), hint);
        }
    }

    private void issuer() {
        String hint = "give the URL that browsers and APIs reach the service by, for example https://id.example.org";
        required("latchkey.issuer", hint)
                .ifPresent(issuer -> issuerFault(issuer).ifPresent(what -> fault("latchkey.issuer", what, hint)));
    }

    /** Checks RFC 8414, 2: https, without query and fragment. Plain http is allowed for loopback only, where there is no network. */
    static Optional<String> issuerFault(String issuer) {
        URI uri;
        try {
            uri = URI.create(issuer);
        } catch (IllegalArgumentException e) {
            return Optional.of("is not a URL");
        }
        if (uri.getHost() == null || Origin.ofUrl(issuer).isEmpty()) {
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
        boolean plain = uri.getRawPath().isEmpty() || CanonicalPath.isCanonical(uri.getRawPath());
        return plain ? Optional.empty() : Optional.of("has a path with .. , // or an encoded character");
    }

    private Optional<String> required(String property, String hint) {
        Optional<String> value = settings.text(property);
        if (value.isEmpty()) {
            fault(property, "is missing", hint);
        }
        return value;
    }

    private void fault(String property, String what, String hint) {
        faults.add(GivenSettings.variable(property) + " " + what + ": " + hint);
    }
}
