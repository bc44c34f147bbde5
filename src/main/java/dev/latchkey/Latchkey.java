package dev.latchkey;

import dev.latchkey.command.Commands;
import dev.latchkey.platform.DatabaseStart;
import dev.latchkey.platform.GivenSettings;
import dev.latchkey.platform.ListeningPorts;
import dev.latchkey.settings.SettingsCheck;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

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
        // what libraries format is in no machine's own digits; our own code names its locale each time
        Locale.setDefault(Locale.ENGLISH);
        if (args.length == 1 && HealthProbe.COMMAND.equals(args[0])) {
            HealthProbe.main();
        }
        if (args.length > 0 && isPackaged()) {
            speakUtf8();
            Commands.run(GivenSettings.read(), args);
        }
        if (isPackaged()) {
            GivenSettings settings = GivenSettings.read();
            refuse(SettingsCheck.faults(settings), 1);
            refuse(ListeningPorts.faults(settings), 1);
            // before the migration, which tries for longer and tells at length
            refuse(
                    DatabaseStart.faults(settings, DatabaseStart.PATIENCE, Latchkey::tellWhatItWaitsFor),
                    Commands.NO_DATABASE);
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

    /** In the locales C and POSIX the JVM would print question marks. */
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
        // the log is not there yet, and an operator reads this
        System.err.println("Latchkey cannot start:");
        faults.forEach(fault -> System.err.println("  " + fault));
        System.exit(code);
    }
}
