package dev.latchkey.command;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;

/** Runs a command that needs the context, after Quarkus has started them. */
@Singleton
@Unremovable
class CommandApplication implements QuarkusApplication {

    private final CommandContext context;

    CommandApplication(CommandContext context) {
        this.context = context;
    }

    @Override
    public int run(String... arguments) {
        return Commands.line((command, output) -> ((Command.WithContext) command).run(context, output))
                .execute(arguments);
    }
}
