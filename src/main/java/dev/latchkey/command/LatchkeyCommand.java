package dev.latchkey.command;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The top-level command. It only shows the available commands. */
@CommandLine.Command(
        name = "latchkey",
        description = "Without arguments: runs the service. With a command: runs the command and ends.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UserCommands.class,
            KeyCommands.class,
            AuditCommands.class,
            WebhookCommands.class,
            ConfigCommands.class,
            SecretCommands.class
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  done",
            "  1  refused; nothing was changed, except what an import reports",
            "  2  the arguments are wrong",
            "  3  the database cannot be reached or used: the sentence says why",
            "  4  a fault of Latchkey's own",
            "  5  done, except for users that were refused"
        })
final class LatchkeyCommand {

    @Option(
            names = "--json",
            scope = CommandLine.ScopeType.INHERIT,
            description = "One JSON object a line, for programs.")
    private boolean json;

    @SuppressWarnings("unused") // read by Picocli only
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Shows this help.")
    private boolean help;

    boolean json() {
        return json;
    }
}
