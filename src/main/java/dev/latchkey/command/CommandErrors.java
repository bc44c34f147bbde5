package dev.latchkey.command;

import dev.latchkey.config.StartRefusal;
import dev.latchkey.problem.DatabaseFaults;
import dev.latchkey.problem.ProblemException;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.validation.ConstraintViolationException;
import java.util.Optional;
import java.util.stream.Collectors;

/** Explains why a command failed, and returns its exit code. Messages of libraries are not shown, except for internal errors. */
final class CommandErrors {

    private CommandErrors() {}

    static int explain(Throwable fault, Output output) {
        Optional<Refusal> refusal = refusal(fault);
        if (refusal.isPresent()) {
            output.refusal(refusal.get().code(), refusal.get().sentence());
            return ExitCode.REFUSED;
        }
        Optional<DatabaseFaults.Found> database = DatabaseFaults.find(fault);
        if (database.isPresent()) {
            output.refusal("unavailable", database.get().sentence(DatabaseFaults.place()));
            return ExitCode.NO_DATABASE;
        }
        output.refusal("internal_error", "a fault of Latchkey's own: " + fault);
        fault.printStackTrace();
        return ExitCode.FAULT;
    }

    private record Refusal(String code, String sentence) {}

    private static Optional<Refusal> refusal(Throwable fault) {
        if (root(fault) instanceof ConfigurationException told) {
            String sentence = String.valueOf(told.getMessage()).replaceFirst(StartRefusal.HEADING, "");
            return Optional.of(new Refusal("bad_settings", sentence));
        }
        if (fault instanceof CommandException refusal) {
            return Optional.of(new Refusal(refusal.code(), String.valueOf(refusal.getMessage())));
        }
        if (fault instanceof ProblemException problem) {
            return Optional.of(new Refusal(problem.type().code(), sentence(problem)));
        }
        if (fault instanceof ConstraintViolationException invalid) {
            return Optional.of(new Refusal("invalid_request", sentence(invalid)));
        }
        return DatabaseFaults.isConflict(fault)
                ? Optional.of(new Refusal(
                        "conflict", "another change came first, and nothing was changed; run the command again"))
                : Optional.empty();
    }

    private static String sentence(ProblemException problem) {
        return problem.violations().isEmpty()
                ? problem.detail().orElse(problem.type().title())
                : problem.violations().stream()
                        .map(each -> each.field() + " " + each.message())
                        .collect(Collectors.joining("; "));
    }

    private static String sentence(ConstraintViolationException invalid) {
        return invalid.getConstraintViolations().stream()
                .map(each -> each.getPropertyPath() + " " + each.getMessage())
                .sorted()
                .collect(Collectors.joining("; "));
    }

    private static Throwable root(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
