package dev.latchkey.deployment;

import dev.latchkey.config.GivenSettings;
import dev.latchkey.settings.SettingsCheck;
import io.smallrye.config.EnvConfigSource;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The faults that the service reports at its start. */
final class Start {

    private static final int SECRET_BYTES = 32;

    private Start() {}

    /** Returns the faults of environment variables. */
    static List<String> faults(Map<String, String> variables) {
        return SettingsCheck.faults(GivenSettings.read(new EnvConfigSource(variables, 500)));
    }

    /** Adds valid secrets to variables; in the manifests they are files. */
    static Map<String, String> withSecrets(Map<String, String> variables) {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        Map<String, String> all = new HashMap<>(variables);
        all.put("LATCHKEY_DB_PASSWORD", "a1b2c3d4e5f6a7b8c9d0");
        all.put("LATCHKEY_SECRET", Base64.getEncoder().encodeToString(secret));
        return all;
    }
}
