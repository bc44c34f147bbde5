package dev.latchkey.config;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads secrets from files: {@code latchkey.secret-file} names a file that holds {@code latchkey.secret}; the other secrets work the same.
 * A file does not show in process lists or crash reports, and orchestrators can mount one.
 *
 * <p>Quarkus finds this class by the service loader. In the packaged service, {@code settings/ProductionSettings} checks the files before.
 */
public final class SecretFiles implements ConfigSourceFactory {

    /** The settings that a file may hold. The setting with {@code -file} appended names the file. */
    static final Set<String> SECRETS = Set.of("latchkey.secret", "latchkey.db.password", "latchkey.key.shared-secret");

    /** The name of the configuration source. */
    static final String NAME = "secrets from files";

    private static final int MAXIMUM_BYTES = 16 * 1024;
    private static final Pattern LAST_LINE_ENDS = Pattern.compile("[\\r\\n]+\\z");

    /** For the service loader. */
    public SecretFiles() {}

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, Supplier<String>> secrets = new HashMap<>();
        for (String secret : SECRETS) {
            ConfigValue file = context.getValue(fileOf(secret));
            if (file != null && file.getValue() != null && !file.getValue().isBlank()) {
                secrets.put(secret, read(secret, file.getValue()));
            }
        }
        return secrets.isEmpty() ? List.of() : List.of(new Held(secrets));
    }

    /**
     * Returns the setting that names the file of a secret.
     *
     * @param secret the property's name of the secret
     * @return the property's name of the file
     */
    public static String fileOf(String secret) {
        return secret + "-file";
    }

    /**
     * Returns the content of a file, without line ends at its end.
     *
     * @param file its path
     * @return the content
     * @throws IllegalArgumentException if it cannot be read; the message has neither content nor path, because an operator may have given
     *     the secret itself instead of a path
     */
    public static String content(String file) {
        byte[] bytes;
        try {
            Path path = Path.of(file);
            // reading a pipe would consume its content, or block
            if (!Files.isRegularFile(path)) {
                throw new IllegalArgumentException("names no file");
            }
            try (InputStream input = Files.newInputStream(path)) {
                bytes = input.readNBytes(MAXIMUM_BYTES + 1);
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("names no file", e);
        } catch (IOException | SecurityException e) {
            throw new IllegalArgumentException("names a file that cannot be read", e);
        }
        if (bytes.length > MAXIMUM_BYTES) {
            throw new IllegalArgumentException("names a file of more than " + MAXIMUM_BYTES + " bytes");
        }
        String text = LAST_LINE_ENDS.matcher(decoded(bytes)).replaceFirst("");
        if (text.isBlank()) {
            throw new IllegalArgumentException("names a file that is empty");
        }
        return text;
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("names a file that is not text in UTF-8", e);
        }
    }

    /** Reads a file at once. A fault is thrown when the secret is requested, so that the check of the settings can name it. */
    private static Supplier<String> read(String secret, String file) {
        try {
            String content = content(file);
            return () -> content;
        } catch (IllegalArgumentException e) {
            return () -> {
                throw new IllegalStateException(fileOf(secret) + " " + e.getMessage(), e);
            };
        }
    }

    /**
     * The source of the secrets. It returns values by name but lists no names, because tools that build or dump a configuration read the
     * list.
     */
    private static final class Held implements ConfigSource {

        /** Above environment variables (300), so that a file takes precedence. */
        private static final int ORDINAL = 350;

        private final Map<String, Supplier<String>> secrets;

        Held(Map<String, Supplier<String>> secrets) {
            this.secrets = Map.copyOf(secrets);
        }

        @Override
        public Set<String> getPropertyNames() {
            return Set.of();
        }

        @Override
        public @Nullable String getValue(String propertyName) {
            Supplier<String> secret = secrets.get(propertyName);
            return secret == null ? null : secret.get();
        }

        @Override
        public int getOrdinal() {
            return ORDINAL;
        }

        @Override
        public String getName() {
            return NAME;
        }
    }
}
