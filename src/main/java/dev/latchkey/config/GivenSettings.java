package dev.latchkey.config;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The settings before anything starts, read by the same rules and from the same sources as in the running service: environment, system
 * properties, {@code config/application.properties}, {@code .env} and the files of secrets. Used by the start, {@code config check} and
 * every other command. Immutable; its text form shows nothing.
 */
public final class GivenSettings {

    private static final Pattern NOT_IN_VARIABLES = Pattern.compile("[^A-Za-z0-9]");

    private final SmallRyeConfig config;

    private GivenSettings(SmallRyeConfig config) {
        this.config = config;
    }

    /**
     * Reads the settings now.
     *
     * @param more further sources, for tests
     * @return the settings
     */
    public static GivenSettings read(ConfigSource... more) {
        return new GivenSettings(ConfigUtils.configBuilder().withSources(more).build());
    }

    /**
     * Returns the value of a setting, given directly or by a file.
     *
     * @param name the property's name, for example {@code latchkey.db.url}
     * @return empty if it is absent or blank
     * @throws IllegalStateException if its file cannot be read; the message names the setting
     */
    public Optional<String> text(String name) {
        return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
    }

    /**
     * Returns the value of a setting as text, even if it is blank.
     *
     * @param name the property's name
     * @return empty if it is not set
     */
    public Optional<String> raw(String name) {
        return Optional.ofNullable(config.getConfigValue(name).getValue());
    }

    /**
     * Returns whether an operator has set a setting, regardless of the application's own sources.
     *
     * @param name the property's name
     * @return false if its value, if any, is Latchkey's own
     */
    public boolean isGiven(String name) {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .filter(source -> Dollars.isOfOperator(source.getOrdinal()))
                .filter(source -> !source.getName().equals(SecretFiles.NAME))
                .anyMatch(source -> source.getValue(name) != null);
    }

    /**
     * Returns the value of a secret from any source but its file.
     *
     * @param name the property's name of a secret
     * @return empty if it is given by its file only, or not at all
     */
    public Optional<String> besideFile(String name) {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .filter(source -> !source.getName().equals(SecretFiles.NAME))
                .map(source -> source.getValue(name))
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
    }

    /**
     * Returns the elements of a list, stripped and without empty ones.
     *
     * @param name the property's name
     * @return no element if it is absent
     */
    public Set<String> elements(String name) {
        Set<String> elements = new LinkedHashSet<>();
        config.getOptionalValues(name, String.class)
                .ifPresent(values -> values.stream()
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .forEach(elements::add));
        return elements;
    }

    /**
     * Converts a text as the service would.
     *
     * @param text what was given
     * @param type the type to convert to
     * @param <T> that type
     * @return the value
     * @throws IllegalArgumentException if the text is not valid for the type
     */
    public <T> T converted(String text, Class<T> type) {
        return config.requireConverter(type).convert(text);
    }

    /**
     * Returns the names of the variables and properties that the operator has set, as written: {@code LATCHKEY_DB_URL}, {@code
     * latchkey.db.url}.
     *
     * @return the names whose first word is Latchkey's
     */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (ConfigSource source : config.getConfigSources()) {
            Set<String> written = source.getPropertyNames();
            if (Dollars.isOfOperator(source.getOrdinal())) {
                written.stream()
                        // for each variable, the environment source also lists the property that it may stand for
                        .filter(name -> name.indexOf('.') < 0 || !written.contains(GivenSettings.variable(name)))
                        .map(name -> name.startsWith("%") ? name.substring(name.indexOf('.') + 1) : name)
                        .filter(GivenSettings::isOurs)
                        .sorted()
                        .forEach(names::add);
            }
        }
        return names;
    }

    /**
     * Returns the value of a variable or property by a name from {@link #names}.
     *
     * @param name as it is written
     * @return empty if no source lists it
     */
    public Optional<String> written(String name) {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .map(source -> source.getProperties().get(name))
                .flatMap(value -> Optional.ofNullable(value).stream())
                .findFirst();
    }

    /**
     * Returns the environment variable of a setting.
     *
     * @param property the property's name, for example {@code latchkey.db.url}
     * @return for example {@code LATCHKEY_DB_URL}
     */
    public static String variable(String property) {
        return NOT_IN_VARIABLES.matcher(property).replaceAll("_").toUpperCase(Locale.ROOT);
    }

    private static boolean isOurs(String name) {
        return name.regionMatches(true, 0, "latchkey", 0, "latchkey".length())
                && name.length() > "latchkey".length()
                && Arrays.asList('.', '_').contains(name.charAt("latchkey".length()));
    }

    @Override
    public String toString() {
        return "GivenSettings[<redacted>]";
    }
}
