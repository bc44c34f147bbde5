package dev.latchkey.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/**
 * The result of a command that ran in the process of the tests: with its arguments, messages and exit code, without the start of a program.
 *
 * @param code its exit code
 * @param output what it printed, including standard error
 */
record InProcess(int code, String output) {

    static InProcess of(CommandContext context, String... arguments) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        boolean json = arguments[arguments.length - 1].equals("--json");
        Output output = new Output(stream, stream, json);
        CommandLine line = Commands.line((command, ignored) -> run((Command.WithContext) command, context, output));
        line.setOut(new PrintWriter(stream, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(stream, true, StandardCharsets.UTF_8));
        int code = line.execute(arguments);
        return new InProcess(code, printed.toString(StandardCharsets.UTF_8));
    }

    private static int run(Command.WithContext command, CommandContext context, Output output) {
        try {
            return command.run(context, output);
        } catch (RuntimeException e) {
            return CommandErrors.explain(e, output);
        }
    }
}
