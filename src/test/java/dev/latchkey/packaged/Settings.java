package dev.latchkey.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The environment that production requires. */
final class Settings {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String DEVELOPMENT_SECRET = "%dev,test.latchkey.secret=";

    private Settings() {}

    /** Returns all five required settings with valid values and a new secret; the map may be changed. */
    static Map<String, String> good(String databaseUrl) {
        Map<String, String> settings = new HashMap<>();
        settings.put("LATCHKEY_DB_URL", databaseUrl);
        settings.put("LATCHKEY_DB_USERNAME", "postgres");
        settings.put("LATCHKEY_DB_PASSWORD", "any will do: it trusts us");
        settings.put("LATCHKEY_SECRET", newSecret());
        settings.put("LATCHKEY_ISSUER", "https://id.example.org");
        return settings;
    }

    static String newSecret() {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    /** Returns the secret of dev mode from the sources. */
    static String developmentSecret() {
        try {
            return Files.readAllLines(Path.of("src", "main", "resources", "application.properties")).stream()
                    .filter(line -> line.startsWith(DEVELOPMENT_SECRET))
                    .map(line -> line.substring(DEVELOPMENT_SECRET.length()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
