package dev.latchkey.command;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Commands for the settings. */
@CommandLine.Command(name = "config", description = "The settings.", subcommands = ConfigCommands.Check.class)
final class ConfigCommands {

    @CommandLine.Command(
            name = "check",
            description = "Checks the settings, as the start of the service does, and, if they are valid, the"
                    + " database. Reports all faults. Changes nothing.")
    static final class Check implements Command.Alone {

        @CommandLine.Option(names = "--no-database", description = "Checks the settings only.")
        private boolean settingsOnly;

        @Override
        public int run(StartSettings settings, Output output) {
            List<String> faults = settings.faults();
            int code = ExitCode.REFUSED;
            if (faults.isEmpty() && !settingsOnly) {
                faults = settings.databaseFaults();
                code = ExitCode.NO_DATABASE;
            }
            output.result(Map.of("faults", faults), faults.isEmpty() ? "Nothing is wrong." : String.join("\n", faults));
            return faults.isEmpty() ? ExitCode.DONE : code;
        }
    }
}
