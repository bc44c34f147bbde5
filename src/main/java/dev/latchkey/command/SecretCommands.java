package dev.latchkey.command;

import dev.latchkey.crypto.RootSecret;
import java.util.Map;
import picocli.CommandLine;

/** Commands for the secrets of the settings. */
@CommandLine.Command(name = "secret", description = "Secrets for the settings.", subcommands = SecretCommands.New.class)
final class SecretCommands {

    @CommandLine.Command(name = "new", description = "Prints a new root secret, for LATCHKEY_SECRET.")
    static final class New implements Command.Alone {

        @Override
        public int run(StartSettings settings, Output output) {
            String secret = RootSecret.generate();
            output.result(Map.of("secret", secret), secret);
            return ExitCode.DONE;
        }
    }
}
