package dev.latchkey.command;

import dev.latchkey.audit.AuditEntry;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditSearch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Commands for the audit trail. */
@CommandLine.Command(
        name = "audit",
        description = "The audit trail.",
        subcommands = {AuditCommands.Tail.class, AuditVerify.class})
final class AuditCommands {

    @CommandLine.Command(name = "tail", description = "Shows the latest events, the newest last.")
    static final class Tail implements Command.WithContext {

        private static final Duration PAUSE = Duration.ofSeconds(1);

        private static final int MOST = NewEvents.MOST;

        @Option(
                names = "-n",
                paramLabel = "COUNT",
                defaultValue = "20",
                description = "The number of events; 20 by default.")
        private int count;

        @Option(
                names = {"-f", "--follow"},
                description = "Then shows new events as they happen, until it is stopped.")
        private boolean follow;

        @Option(names = "--user", paramLabel = "NAME", description = "Only events about this user.")
        private @Nullable String user;

        @Option(
                names = "--type",
                paramLabel = "TYPE",
                description = "Only events of this type, for example UserChanged.")
        private @Nullable String type;

        @Override
        public int run(CommandContext context, Output output) {
            if (count < 0 || count > MOST) {
                throw new CommandException("invalid_request", "-n must be from 0 to " + MOST);
            }
            UUID id = user == null ? null : context.user(user).account().id();
            AuditEvent event = type == null
                    ? null
                    : AuditEvent.of(type)
                            .orElseThrow(
                                    () -> new CommandException("invalid_request", "--type must be a type of event"));
            // before the first events are read, so that none is missed between the two
            NewEvents news = follow ? new NewEvents(context.audit, id, event, NewEvents.LATE) : null;
            List<AuditEntry> latest =
                    count == 0 ? List.of() : context.audit.latest(new AuditSearch.Wanted(id, event, null, null), count);
            print(latest, output);
            if (news != null) {
                news.shown(latest);
                while (pause()) {
                    print(news.next(), output);
                }
            }
            return ExitCode.DONE;
        }

        private static boolean pause() {
            try {
                Thread.sleep(PAUSE.toMillis());
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private static void print(List<AuditEntry> latestFirst, Output output) {
            List<AuditEntry> events = new ArrayList<>(latestFirst);
            Collections.reverse(events);
            if (output.isJson()) {
                output.objects(events);
            } else if (!events.isEmpty()) {
                output.table(events.stream().map(Tail::row).toList());
            }
        }

        private static List<String> row(AuditEntry event) {
            return List.of(
                    event.at().toString(),
                    event.type(),
                    event.userId() == null ? "-" : event.userId().toString(),
                    "by " + Objects.requireNonNullElse(event.actor(), "-"),
                    Objects.requireNonNullElse(event.network(), "-"),
                    event.details() == null ? "" : event.details().toString());
        }
    }
}
