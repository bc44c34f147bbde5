package dev.latchkey.command;

import dev.latchkey.platform.ProductionSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings as they are before anything starts.
 *
 * @param settings gives a setting by its property name
 */
record StartSettings(Function<String, Optional<String>> settings) {

    List<String> faults() {
        return ProductionSettings.faults(settings);
    }

    String text(String name) {
        return settings.apply(name).orElse("");
    }
}
