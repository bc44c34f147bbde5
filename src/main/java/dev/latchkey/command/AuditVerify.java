package dev.latchkey.command;

import dev.latchkey.audit.AuditFinding;
import dev.latchkey.audit.AuditReport;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Checks the audit trail for changes that Latchkey did not make. */
@CommandLine.Command(
        name = "verify",
        description = "Checks every event and every seal, and names the first that was changed, removed or added.")
final class AuditVerify implements Command.WithContext {

    @Option(
            names = "--seal",
            paramLabel = "HEX",
            description =
                    "A seal that was noted before, from the log or the last check: it must still be in the chain.")
    private @Nullable String noted;

    @Override
    public int run(CommandContext context, Output output) {
        AuditReport report = context.auditCheck.verify();
        boolean lost = noted != null && !context.auditCheck.isInChain(noted);
        List<String> names = report.findings().stream().map(AuditVerify::name).toList();
        if (output.isJson()) {
            output.result(object(report, lost), "");
        } else {
            names.forEach(each -> output.result(each, each));
            report.late().forEach(id -> output.note("event " + id + " was written after its hour was sealed"));
            output.result(report, sentence(report, lost));
        }
        return report.findings().isEmpty() && !lost ? ExitCode.DONE : ExitCode.REFUSED;
    }

    private static Map<String, Object> object(AuditReport report, boolean lost) {
        Map<String, Object> object = new HashMap<>();
        object.put("intact", report.findings().isEmpty() && !lost);
        object.put("report", report);
        object.put("notedSealIsGone", lost);
        return object;
    }

    private String sentence(AuditReport report, boolean lost) {
        String checked = String.format(
                Locale.ROOT,
                "%d events, %d sealed hours since %s until %s, newest seal %s",
                report.rows(),
                report.hours(),
                Objects.requireNonNullElse(report.beginning(), "-"),
                Objects.requireNonNullElse(report.sealedUntil(), "-"),
                Objects.requireNonNullElse(report.seal(), "-"));
        if (lost) {
            return "The seal that was noted is not in the chain: " + checked + ".";
        }
        return report.findings().isEmpty()
                ? "No finding: each event has its MAC, each sealed hour its events, and no hour is missing between the seals. "
                        + "Checked: " + checked + ". " + limits()
                : "The trail is not what Latchkey wrote: " + checked + ". At most 100 findings are named.";
    }

    /** Returns what this check cannot detect. */
    private String limits() {
        String unsealed = "Not seen by this check: events that were removed before their hour was sealed";
        return noted == null
                ? unsealed
                        + ", and the newest seals if they were removed with their events; for those, give --seal with a"
                        + " seal that you kept."
                : unsealed + ", and what was removed with a seal newer than the one you gave.";
    }

    private static String name(AuditFinding finding) {
        String what = finding.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return String.format(
                Locale.ROOT,
                "%s  %s  %s",
                finding.hour() == null ? "-" : finding.hour(),
                what,
                finding.event() == null ? "-" : finding.event());
    }
}
