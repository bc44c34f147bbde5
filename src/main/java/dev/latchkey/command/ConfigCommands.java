package dev.latchkey.command;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The settings. */
@CommandLine.Command(name = "config", description = "The settings.", subcommands = ConfigCommands.Check.class)
final class ConfigCommands {

    @CommandLine.Command(
            name = "check",
            description =
                    "Says all that is wrong with the settings, as the start of the service would; needs no database.")
    static final class Check implements Command.Alone {

        @Override
        public int run(StartSettings settings, Output output) {
            List<String> faults = settings.faults();
            output.result(Map.of("faults", faults), faults.isEmpty() ? "Nothing is wrong." : String.join("\n", faults));
            return faults.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
        }
    }
}
