package dev.latchkey.command;

import dev.latchkey.config.GivenSettings;
import io.quarkus.runtime.Quarkus;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * Runs the command that the arguments name and ends the process. Arguments are parsed before anything starts, so that a typing error or a
 * request for help costs nothing. A command that needs the database then starts the rooms, but no port and no scheduler.
 */
public final class Commands {

    /** Overrides the profile's settings: prod logs JSON to standard output, which is reserved for results here. */
    private static final Map<String, String> WITHOUT_SERVICE = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.management.host-enabled", "false",
            "quarkus.scheduler.enabled", "false",
            // a command signs little, and need not unpack a native library
            "latchkey.crypto.provider", "jdk",
            "quarkus.shutdown.delay", "PT0S",
            "quarkus.flyway.connect-retries", "0",
            "quarkus.log.level", "WARN",
            "quarkus.log.console.stderr", "true",
            "quarkus.log.console.json.enabled", "false",
            "%prod.quarkus.log.console.json.enabled", "false");

    /** Exit code of commands and of the service if the database cannot be used. */
    public static final int NO_DATABASE = ExitCode.NO_DATABASE;

    private Commands() {}

    /**
     * Runs a command and ends the process.
     *
     * @param settings the settings as the service reads them
     * @param given the arguments, at least one
     */
    public static void run(GivenSettings settings, String... given) {
        String[] arguments = Arguments.inUtf8(given);
        StartSettings start = new StartSettings(settings);
        System.exit(line((command, output) -> command instanceof Command.Alone alone
                        ? alone.run(start, output)
                        : withRooms(start, output, arguments))
                .execute(arguments));
    }

    /** Runs the command that the arguments name. */
    interface Runner {
        int run(Command command, Output output);
    }

    static CommandLine line(Runner runner) {
        CommandLine line = new CommandLine(new LatchkeyCommand());
        line.registerConverter(UUID.class, Commands::id);
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setExecutionStrategy(parsed -> execute(parsed, runner));
        return line;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is not an id");
        }
    }

    private static int execute(ParseResult parsed, Runner runner) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        ParseResult leaf = parsed;
        while (leaf.hasSubcommand()) {
            leaf = leaf.subcommand();
        }
        boolean json = ((LatchkeyCommand) parsed.commandSpec().userObject()).json();
        Output output = new Output(System.out, System.err, json);
        if (!(leaf.commandSpec().userObject() instanceof Command command)) {
            leaf.commandSpec().commandLine().usage(System.err);
            return ExitCode.USAGE;
        }
        try {
            return runner.run(command, output);
        } catch (RuntimeException e) {
            return CommandErrors.explain(e, output);
        }
    }

    private static int withRooms(StartSettings settings, Output output, String... arguments) {
        List<String> faults = settings.faults();
        if (!faults.isEmpty()) {
            output.refusal("bad_settings", String.join("; ", faults));
            return ExitCode.REFUSED;
        }
        List<String> database = settings.databaseFaults();
        if (!database.isEmpty()) {
            output.refusal("unavailable", String.join("; ", database));
            return ExitCode.NO_DATABASE;
        }
        WITHOUT_SERVICE.forEach(System::setProperty);
        Quarkus.run(
                CommandApplication.class,
                (code, fault) -> System.exit(fault == null ? code : CommandErrors.explain(fault, output)),
                arguments);
        // not reached: the statement above ends the process
        return ExitCode.DONE;
    }
}
