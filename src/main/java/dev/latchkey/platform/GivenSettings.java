package dev.latchkey.platform;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The settings before anything starts, read by the rules and from the sources that the running service reads: environment, system
 * properties, {@code config/application.properties}, {@code .env} and the files of secrets. The start, {@code config check} and every
 * other command ask here. Immutable; its text form shows nothing.
 */
public final class GivenSettings {

    private final SmallRyeConfig config;

    private GivenSettings(SmallRyeConfig config) {
        this.config = config;
    }

    /**
     * Reads them now.
     *
     * @param more further sources, for tests
     * @return the settings
     */
    public static GivenSettings read(ConfigSource... more) {
        return new GivenSettings(ConfigUtils.configBuilder().withSources(more).build());
    }

    /**
     * A setting's value, whether it was given itself or by a file.
     *
     * @param name the property's name, for example {@code latchkey.db.url}
     * @return empty if it is not there or blank
     * @throws IllegalStateException if its file cannot be read; the message names the setting
     */
    public Optional<String> text(String name) {
        return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
    }

    /**
     * A setting's value as text, also if it is blank.
     *
     * @param name the property's name
     * @return empty if nobody gave one
     */
    public Optional<String> raw(String name) {
        return Optional.ofNullable(config.getConfigValue(name).getValue());
    }

    /**
     * Whether an operator has given a setting, whatever the application's own sources say of it.
     *
     * @param name the property's name
     * @return false if its value, if any, is Latchkey's own
     */
    boolean isGiven(String name) {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .filter(source -> Dollars.isOfOperator(source.getOrdinal()))
                .filter(source -> !source.getName().equals(SecretFiles.NAME))
                .anyMatch(source -> source.getValue(name) != null);
    }

    /**
     * A setting that has a file's name beside it: its value from elsewhere.
     *
     * @param name the property's name of a secret
     * @return empty if it is there by its file only, or not at all
     */
    Optional<String> besideFile(String name) {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .filter(source -> !source.getName().equals(SecretFiles.NAME))
                .map(source -> source.getValue(name))
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
    }

    /**
     * The elements of a list, without the spaces around them and without empty ones.
     *
     * @param name the property's name
     * @return no element if it is not there
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
     * Reads a text as the service would.
     *
     * @param text what was given
     * @param type what it is to be
     * @param <T> that type
     * @return the value
     * @throws IllegalArgumentException if it is none
     */
    public <T> T converted(String text, Class<T> type) {
        return config.requireConverter(type).convert(text);
    }

    /**
     * The names of variables and properties that the operator has set, as they are written: {@code LATCHKEY_DB_URL}, {@code
     * latchkey.db.url}.
     *
     * @return those that are Latchkey's by their first word, and their values
     */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (ConfigSource source : config.getConfigSources()) {
            Set<String> written = source.getPropertyNames();
            if (Dollars.isOfOperator(source.getOrdinal())) {
                written.stream()
                        // of each variable, the environment lists what the property could be called, too
                        .filter(name -> name.indexOf('.') < 0 || !written.contains(ProductionSettings.variable(name)))
                        .map(name -> name.startsWith("%") ? name.substring(name.indexOf('.') + 1) : name)
                        .filter(GivenSettings::isOurs)
                        .sorted()
                        .forEach(names::add);
            }
        }
        return names;
    }

    /**
     * The value of a variable or property by its name as {@link #names} has it.
     *
     * @param name as it is written
     * @return empty if a source does not tell
     */
    public Optional<String> written(String name) {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .map(source -> source.getProperties().get(name))
                .flatMap(value -> Optional.ofNullable(value).stream())
                .findFirst();
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
