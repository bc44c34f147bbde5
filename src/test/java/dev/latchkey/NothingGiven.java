package dev.latchkey;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Hides, from a test of settings, the system properties by which Quarkus gives the profile of the service that runs beside it. */
public final class NothingGiven implements BeforeEachCallback, AfterEachCallback {

    private final Map<String, String> hidden = new HashMap<>();

    @Override
    public void beforeEach(ExtensionContext test) {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("latchkey."))
                .forEach(name -> hidden.put(name, System.clearProperty(name)));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        hidden.forEach(System::setProperty);
        hidden.clear();
    }
}
