package dev.latchkey.command;

import dev.latchkey.audit.Actor;
import dev.latchkey.userimport.ExportOptions;
import dev.latchkey.userimport.ImportSummary;
import dev.latchkey.userimport.SourceSystem;
import dev.latchkey.userimport.UnreadableExport;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Imports users from another system. */
@CommandLine.Command(
        name = "import",
        description =
                "Imports users with the password hashes that they have: from one JSON object a line, or with --from from"
                        + " another system's own export file. Says which users are refused or skipped and why, and goes on. The same file"
                        + " can be imported again, after an interruption or with those users corrected.")
final class ImportCommand implements Command.WithContext {

    private static final String STANDARD_INPUT = "-";
    private static final int MOST_OF_A_CONFIG = 64 * 1024;

    @Parameters(paramLabel = "FILE", description = "The file; - for standard input.")
    private String file;

    @Option(
            names = "--from",
            paramLabel = "SYSTEM",
            converter = Systems.class,
            description =
                    "Whose export file it is: keycloak, firebase, auth0, supabase, django, laravel, devise, wordpress,"
                            + " aspnet or better-auth.")
    private @Nullable SourceSystem from;

    @Option(
            names = "--realm",
            paramLabel = "NAME",
            description = "With --from keycloak: imports the users of that realm only, where the file has several.")
    private @Nullable String realm;

    @Option(names = "--dry-run", description = "Changes nothing, and reports what an import would do.")
    private boolean dryRun;

    @Option(
            names = "--hash-config",
            paramLabel = "FILE",
            description = "With --from firebase: the password hash parameters as the Firebase console shows them.")
    private @Nullable Path hashConfig;

    @Option(
            names = "--address-as-name",
            description = "With --from: the e-mail address becomes the user name of those who have one.")
    private boolean addressAsName;

    @Option(
            names = "--drop-unreadable-hashes",
            description =
                    "With --from: imports users whose hash cannot be read without a password, and does not refuse them.")
    private boolean dropUnreadableHashes;

    @Option(
            names = "--expect",
            paramLabel = "COUNT",
            description =
                    "How many users the other system says it has: another number in the file ends with exit code 5.")
    private @Nullable Long expected;

    /** Converts the names of systems, as operators type them. */
    static final class Systems implements ITypeConverter<SourceSystem> {

        @Override
        public SourceSystem convert(String text) {
            for (SourceSystem each : SourceSystem.values()) {
                if (each.text().equals(text)) {
                    return each;
                }
            }
            throw new TypeConversionException("'" + text + "' is no system that can be imported from");
        }
    }

    @Override
    public int run(CommandContext context, Output output) {
        requireTheirSystem();
        boolean piped = file.equals(STANDARD_INPUT);
        requireFile(piped);
        try (InputStream input = piped ? new Kept(System.in) : Files.newInputStream(Path.of(file))) {
            long size = piped ? 0 : Files.size(Path.of(file));
            return read(context, input, new ImportReport(output, new ProgressBar(output, size), from != null, dryRun));
        } catch (UnreadableExport e) {
            throw new CommandException(e.code(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandException("file_not_read", "the file cannot be read; what was imported by then stays", e);
        }
    }

    /** Refuses options that do not apply to the system, instead of ignoring them. */
    private void requireTheirSystem() {
        if (expected != null && expected < 0) {
            throw new CommandException("bad_arguments", "--expect must be 0 or more, and nothing was imported");
        }
        if (hashConfig != null && from != SourceSystem.FIREBASE) {
            throw new CommandException(
                    "bad_arguments", "--hash-config is for --from firebase, and nothing was imported");
        }
        if (realm != null && from != SourceSystem.KEYCLOAK) {
            throw new CommandException(
                    "bad_arguments",
                    "--realm is for --from keycloak, whose files alone have realms; nothing was imported");
        }
        if (from == null && (addressAsName || dropUnreadableHashes)) {
            throw new CommandException(
                    "bad_arguments",
                    "--address-as-name and --drop-unreadable-hashes are for --from SYSTEM, and nothing was imported");
        }
    }

    /**
     * Refuses a file that is a directory or missing, or whose name cannot be read. Otherwise there would be an I/O error without these
     * details.
     */
    private void requireFile(boolean piped) {
        try {
            Path path = Path.of(file);
            if (!piped && Files.isDirectory(path)) {
                throw new CommandException(
                        "file_not_read",
                        "a directory was given, and nothing was imported. Give one of its files; those of one realm of"
                                + " Keycloak together: cat DIRECTORY/REALM-users-*.json | latchkey user import --from"
                                + " keycloak -");
            }
            if (!piped && Files.notExists(path)) {
                throw new CommandException("file_not_read", "there is no file of that name, and nothing was imported");
            }
        } catch (InvalidPathException e) {
            throw new CommandException(
                    "file_not_read",
                    "the file's name cannot be read in this locale; start the command with LC_ALL=C.UTF-8, or pipe the file"
                            + " in and give - for its name",
                    e);
        }
    }

    private int read(CommandContext context, InputStream input, ImportReport report) throws IOException {
        try {
            ImportSummary summary = from == null
                    ? context.imports.run(Actor.COMMAND_LINE, input, dryRun, report)
                    : context.imports.run(Actor.COMMAND_LINE, input, options(from), dryRun, report);
            report.end(summary);
        } catch (UnreadableExport e) {
            report.endEarly();
            throw e;
        }
        return report.isComplete(expected) ? ExitCode.DONE : ExitCode.PARTLY;
    }

    private ExportOptions options(SourceSystem system) {
        return new ExportOptions(
                system, realm, addressAsName, dropUnreadableHashes, hashConfig == null ? null : text(hashConfig));
    }

    private static String text(Path config) {
        try (InputStream input = Files.newInputStream(config)) {
            byte[] content = input.readNBytes(MOST_OF_A_CONFIG + 1);
            if (content.length > MOST_OF_A_CONFIG) {
                throw new CommandException(
                        "file_too_long",
                        "the file of --hash-config is longer than 64 KiB, so it is not the parameters that the Firebase"
                                + " console shows, and nothing was imported");
            }
            return new String(content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandException(
                    "file_not_read", "the file of --hash-config cannot be read, and nothing was imported", e);
        }
    }

    /** Standard input, which this command does not close. */
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
