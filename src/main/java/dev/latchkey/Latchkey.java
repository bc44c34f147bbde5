package dev.latchkey;

import dev.latchkey.command.Commands;
import dev.latchkey.platform.ProductionSettings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where the process begins. A packaged service starts with good settings or not at all, whatever its profile is called. */
@QuarkusMain
public final class Latchkey {

    Latchkey() {}

    /**
     * Checks the settings, then runs the service until it is told to stop; or, with arguments, runs a command and no service.
     *
     * @param args {@code health} to ask a running service instead, or another command, or nothing
     */
    public static void main(String... args) {
        if (args.length == 1 && HealthProbe.COMMAND.equals(args[0])) {
            HealthProbe.main();
        }
        if (args.length > 0 && isPackaged()) {
            Commands.run(settings(), args);
        }
        if (isPackaged()) {
            refuseBadSettings();
            OrderlyExit.install();
        }
        Quarkus.run(args);
    }

    /** Dev mode runs in a class loader of its own; Quarkus' launch mode and profile are not set this early. */
    private static boolean isPackaged() {
        ClassLoader loader = Latchkey.class.getClassLoader();
        return !"io.quarkus.bootstrap.classloading.QuarkusClassLoader"
                .equals(loader.getClass().getName());
    }

    private static Function<String, Optional<String>> settings() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .build();
        return name -> config.getOptionalValue(name, String.class);
    }

    private static void refuseBadSettings() {
        List<String> faults = ProductionSettings.faults(settings());
        if (!faults.isEmpty()) {
            // the log is not there yet, and a person reads this
            System.err.println("Latchkey cannot start:");
            faults.forEach(fault -> System.err.println("  " + fault));
            System.exit(1);
        }
    }
}
