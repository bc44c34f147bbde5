package dev.latchkey;

import dev.latchkey.command.Commands;
import dev.latchkey.config.GivenSettings;
import dev.latchkey.connection.ListeningPorts;
import dev.latchkey.crypto.AwsLcLibrary;
import dev.latchkey.database.DatabaseStart;
import dev.latchkey.settings.SettingsCheck;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The entry point. A packaged service starts with valid settings or not at all, whatever the name of its profile. */
@QuarkusMain
public final class Latchkey {

    Latchkey() {}

    /**
     * Checks the settings, then runs the service until the process is stopped. With arguments, runs a command instead of the service.
     *
     * @param args {@code health} to probe a running service, another command, or nothing
     */
    public static void main(String... args) {
        // libraries format numbers in the default locale; their output must not depend on the machine. Latchkey's own
        // code names a locale each time
        Locale.setDefault(Locale.ENGLISH);
        if (args.length == 1 && HealthProbe.COMMAND.equals(args[0])) {
            HealthProbe.main();
        }
        AwsLcLibrary.prepare();
        if (args.length > 0 && isPackaged()) {
            speakUtf8();
            Commands.run(GivenSettings.read(), args);
        }
        if (isPackaged()) {
            GivenSettings settings = GivenSettings.read();
            refuse(SettingsCheck.faults(settings), 1);
            refuse(ListeningPorts.faults(settings), 1);
            // before the migration, which would retry for longer and log at length
            refuse(
                    DatabaseStart.faults(settings, DatabaseStart.PATIENCE, Latchkey::tellWhatItWaitsFor),
                    Commands.NO_DATABASE);
            OrderlyExit.install();
        }
        Quarkus.run(args);
    }

    /** Returns false in dev mode, which runs in a class loader of its own. Quarkus has not set its launch mode and profile this early. */
    private static boolean isPackaged() {
        ClassLoader loader = Latchkey.class.getClassLoader();
        return !"io.quarkus.bootstrap.classloading.QuarkusClassLoader"
                .equals(loader.getClass().getName());
    }

    /** Writes output in UTF-8. In the locales C and POSIX, the JVM would print question marks instead of other characters. */
    private static void speakUtf8() {
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }

    private static void tellWhatItWaitsFor(String reason) {
        System.err.println("Latchkey waits for up to " + DatabaseStart.PATIENCE.toSeconds() + " s: " + reason);
    }

    /** Ends the process if there are faults. */
    private static void refuse(List<String> faults, int code) {
        if (faults.isEmpty()) {
            return;
        }
        speakUtf8();
        // logging has not started yet, and the operator must see this
        System.err.println("Latchkey cannot start:");
        faults.forEach(fault -> System.err.println("  " + fault));
        System.exit(code);
    }
}
