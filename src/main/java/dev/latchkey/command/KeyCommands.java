package dev.latchkey.command;

import dev.latchkey.audit.Actor;
import dev.latchkey.key.KeyStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** Commands for signing keys. */
@CommandLine.Command(
        name = "key",
        description = "Signing keys.",
        subcommands = {KeyCommands.ListAll.class, KeyCommands.Rotate.class, KeyCommands.Revoke.class})
final class KeyCommands {

    @CommandLine.Command(name = "list", description = "Shows the keys, the newest first.")
    static final class ListAll implements Command.WithContext {

        @Override
        public int run(CommandContext context, Output output) {
            List<KeyStatus> keys = context.keys.all();
            if (output.isJson()) {
                output.objects(keys);
            } else {
                List<List<String>> table = new ArrayList<>();
                table.add(List.of("KID", "ALGORITHM", "STATE", "CREATED", "IN USE SINCE", "RETIRED"));
                keys.forEach(key -> table.add(List.of(
                        key.kid(),
                        key.algorithm(),
                        key.state(),
                        key.createdAt().toString(),
                        time(key.activatedAt()),
                        time(key.retiredAt()))));
                output.table(table);
            }
            return ExitCode.DONE;
        }

        private static String time(@Nullable Instant time) {
            return time == null ? "-" : time.toString();
        }
    }

    @CommandLine.Command(
            name = "rotate",
            description = "Makes the next key sign now, if it has been published for long enough.")
    static final class Rotate implements Command.WithContext {

        @Override
        public int run(CommandContext context, Output output) {
            context.keys.rotate(Actor.COMMAND_LINE);
            output.result(Map.of("rotated", true), "The next key signs now.");
            return ExitCode.DONE;
        }
    }

    @CommandLine.Command(
            name = "revoke",
            description = "Revokes a key at once, because its private part is known to others.")
    static final class Revoke implements Command.WithContext {

        @Parameters(paramLabel = "KID", description = "The key's id, as key list shows it.")
        private String kid;

        @Override
        public int run(CommandContext context, Output output) {
            context.keys.revoke(Actor.COMMAND_LINE, kid);
            output.result(
                    Map.of("revoked", kid), "The key is gone; tokens of it are good nowhere that reads the JWKS anew.");
            return ExitCode.DONE;
        }
    }
}
