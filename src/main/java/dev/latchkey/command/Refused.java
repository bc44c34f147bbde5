package dev.latchkey.command;

import dev.latchkey.platform.StartRefusal;
import dev.latchkey.problem.DatabaseFaults;
import dev.latchkey.problem.ProblemException;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.validation.ConstraintViolationException;
import java.util.Optional;
import java.util.stream.Collectors;

/** Explains why a command failed, and returns its exit code. Messages of libraries are not shown, except for internal errors. */
final class Refused {

    private Refused() {}

    static int explain(Throwable fault, Output output) {
        if (root(fault) instanceof ConfigurationException told) {
            String sentence = String.valueOf(told.getMessage()).replaceFirst(StartRefusal.HEADING, "");
            output.refusal("bad_settings", sentence);
            return ExitCode.REFUSED;
        }
        if (fault instanceof Refusal refusal) {
            output.refusal(refusal.code(), String.valueOf(refusal.getMessage()));
            return ExitCode.REFUSED;
        }
        if (fault instanceof ProblemException problem) {
            String violations = problem.violations().stream()
                    .map(each -> each.field() + " " + each.message())
                    .collect(Collectors.joining("; "));
            String sentence = problem.detail().orElse(problem.type().title());
            output.refusal(problem.type().code(), violations.isEmpty() ? sentence : violations);
            return ExitCode.REFUSED;
        }
        if (fault instanceof ConstraintViolationException invalid) {
            output.refusal(
                    "invalid_request",
                    invalid.getConstraintViolations().stream()
                            .map(each -> each.getPropertyPath() + " " + each.getMessage())
                            .sorted()
                            .collect(Collectors.joining("; ")));
            return ExitCode.REFUSED;
        }
        if (DatabaseFaults.isConflict(fault)) {
            output.refusal("conflict", "another change came first, and nothing was changed; run the command again");
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

    private static Throwable root(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
