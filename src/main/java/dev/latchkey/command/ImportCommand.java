package dev.latchkey.command;

import dev.latchkey.admin.ImportFault;
import dev.latchkey.admin.ImportSummary;
import dev.latchkey.admin.UserImport;
import dev.latchkey.audit.Actor;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** People from another system. */
@CommandLine.Command(
        name = "import",
        description =
                "Imports people with the password hashes that they have, one JSON object a line. Says which lines are refused and"
                        + " why, and goes on. The same file can be imported again, after an interruption or with those lines corrected.")
final class ImportCommand implements Command.WithRooms {

    private static final String STANDARD_INPUT = "-";

    @Parameters(paramLabel = "FILE", description = "The file; - for standard input.")
    private String file;

    @Override
    public int run(Rooms rooms, Output output) {
        boolean piped = file.equals(STANDARD_INPUT);
        try (InputStream input = piped ? new Kept(System.in) : Files.newInputStream(Path.of(file))) {
            long size = piped ? 0 : Files.size(Path.of(file));
            return read(rooms, output, input, new ProgressBar(output, size));
        } catch (InvalidPathException e) {
            throw new Refusal(
                    "file_not_read",
                    "the file's name cannot be read in this locale; start the command with LC_ALL=C.UTF-8, or pipe the file"
                            + " in and give - for its name",
                    e);
        } catch (IOException e) {
            throw new Refusal("file_not_read", "the file cannot be read; what was imported by then stays", e);
        }
    }

    private static int read(Rooms rooms, Output output, InputStream input, ProgressBar bar) throws IOException {
        ImportSummary summary = rooms.imports.run(Actor.COMMAND_LINE, input, new UserImport.Watcher() {
            @Override
            public void refused(ImportFault fault) {
                bar.clear();
                String field = fault.field().isEmpty() ? "" : fault.field() + " ";
                output.result(fault, "line " + fault.line() + ": " + field + fault.message());
            }

            @Override
            public void went(ImportSummary soFar, long bytes) {
                bar.show(soFar.lines(), bytes);
            }
        });
        bar.clear();
        output.result(
                summary,
                String.format(
                        Locale.ROOT,
                        "%,d imported, %,d already there, %,d refused.",
                        summary.imported(),
                        summary.alreadyThere(),
                        summary.refused()));
        return summary.refused() == 0 ? ExitCode.DONE : ExitCode.PARTLY;
    }

    /** Standard input is not ours to close. */
    private static final class Kept extends FilterInputStream {

        Kept(InputStream input) {
            super(input);
        }

        @Override
        public void close() {
            // as the class says
        }
    }
}
