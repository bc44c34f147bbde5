package dev.latchkey.command;

import dev.latchkey.audit.AuditEntry;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditSearch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

    @CommandLine.Command(name = "tail", description = "Shows the latest events, the latest at the end.")
    static final class Tail implements Command.WithRooms {

        private static final Duration PAUSE = Duration.ofSeconds(1);

        /**
         * Overlap of two reads. An event becomes visible when its transaction commits, so an event that happened later may be visible
         * before it.
         */
        private static final Duration LATE = Duration.ofSeconds(15);

        private static final int MOST = 10_000;

        @Option(
                names = "-n",
                paramLabel = "COUNT",
                defaultValue = "20",
                description = "How many; 20 if it is not given.")
        private int count;

        @Option(
                names = {"-f", "--follow"},
                description = "Goes on with those that happen, until it is stopped.")
        private boolean follow;

        @Option(names = "--user", paramLabel = "NAME", description = "Only what happened to this person.")
        private @Nullable String user;

        @Option(names = "--type", paramLabel = "TYPE", description = "Only these, for example UserChanged.")
        private @Nullable String type;

        @Override
        public int run(Rooms rooms, Output output) {
            if (count < 0 || count > MOST) {
                throw new Refusal("invalid_request", "-n must be from 0 to " + MOST);
            }
            UUID id = user == null ? null : rooms.person(user).account().id();
            AuditEvent event = type == null
                    ? null
                    : AuditEvent.of(type)
                            .orElseThrow(() -> new Refusal("invalid_request", "--type must be a type of event"));
            List<AuditEntry> latest =
                    count == 0 ? List.of() : rooms.audit.latest(new AuditSearch.Wanted(id, event, null, null), count);
            print(latest, output);
            if (follow) {
                follow(rooms, output, id, event, latest);
            }
            return ExitCode.DONE;
        }

        private static void follow(
                Rooms rooms, Output output, @Nullable UUID id, @Nullable AuditEvent event, List<AuditEntry> shown) {
            Instant from = rooms.audit.now().minus(LATE);
            Set<UUID> seen = new HashSet<>(shown.stream().map(AuditEntry::id).toList());
            rooms.audit
                    .latest(new AuditSearch.Wanted(id, event, from, null), MOST)
                    .forEach(each -> seen.add(each.id()));
            while (pause()) {
                Instant now = rooms.audit.now();
                List<AuditEntry> news = rooms.audit.latest(new AuditSearch.Wanted(id, event, from, null), MOST).stream()
                        .filter(each -> seen.add(each.id()))
                        .toList();
                print(news, output);
                from = now.minus(LATE);
            }
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
