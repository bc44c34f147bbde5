package dev.latchkey.command;

import dev.latchkey.admin.UserView;
import dev.latchkey.user.Cursor;
import dev.latchkey.user.Directory;
import dev.latchkey.user.UserStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists users page by page, so that no more than one page is held in memory. */
@CommandLine.Command(name = "list", description = "Shows people, by name.")
final class UserList implements Command.WithRooms {

    private static final int PAGE = 200;

    @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "What the name or the e-mail address begins with.")
    private @Nullable String prefix;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only those who are active, or disabled.")
    private @Nullable String status;

    @Option(names = "--role", paramLabel = "ROLE", description = "Only those who have it.")
    private @Nullable String role;

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            defaultValue = "100",
            description = "At most so many; 100 if not given.")
    private int limit;

    @Override
    public int run(Rooms rooms, Output output) {
        UserStatus wanted = status == null
                ? null
                : UserStatus.of(status)
                        .orElseThrow(() -> new Refusal("invalid_request", "--status must be active or disabled"));
        Cursor after = null;
        int left = limit;
        do {
            Directory.Page page = rooms.users.search(
                    new Directory.Search(prefix, wanted, role, after, Math.max(1, Math.min(left, PAGE))));
            print(page, after == null, output);
            left -= page.people().size();
            after = page.next();
        } while (after != null && left > 0);
        if (after != null) {
            output.note("There are more: --limit shows them.");
        }
        return ExitCode.DONE;
    }

    private static void print(Directory.Page page, boolean first, Output output) {
        List<UserView> people = page.people().stream().map(UserView::of).toList();
        if (output.isJson()) {
            output.objects(people);
            return;
        }
        List<List<String>> table = new ArrayList<>();
        if (first) {
            table.add(List.of("NAME", "STATUS", "ROLES", "E-MAIL", "ID"));
        }
        people.forEach(each -> table.add(List.of(
                each.username(),
                each.status().text(),
                String.join(",", each.roles()),
                each.email() == null ? "-" : each.email(),
                each.id().toString())));
        if (!table.isEmpty()) {
            output.table(table);
        }
    }
}
