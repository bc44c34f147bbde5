package dev.latchkey.command;

import dev.latchkey.admin.UserView;
import dev.latchkey.user.Cursor;
import dev.latchkey.user.UserAdministration;
import dev.latchkey.user.UserStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists users page by page, so that no more than one page is held in memory. */
@CommandLine.Command(name = "list", description = "Lists users by name.")
final class UserList implements Command.WithContext {

    private static final int PAGE = 200;

    @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "The beginning of the name or the e-mail address.")
    private @Nullable String prefix;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only users with this status: active or disabled.")
    private @Nullable String status;

    @Option(names = "--role", paramLabel = "ROLE", description = "Only users with this role.")
    private @Nullable String role;

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            defaultValue = "100",
            description = "The maximum number; 100 by default.")
    private int limit;

    @Override
    public int run(CommandContext context, Output output) {
        if (limit < 1) {
            throw new CommandException("invalid_request", "--limit must be 1 or more");
        }
        UserStatus wanted = status == null
                ? null
                : UserStatus.of(status)
                        .orElseThrow(
                                () -> new CommandException("invalid_request", "--status must be active or disabled"));
        Cursor after = null;
        int left = limit;
        do {
            UserAdministration.Page page = context.users.search(
                    new UserAdministration.Search(prefix, wanted, role, after, Math.min(left, PAGE)));
            print(page, after == null, output);
            left -= page.users().size();
            after = page.next();
        } while (after != null && left > 0);
        if (after != null) {
            output.note("There are more: --limit shows them.");
        }
        return ExitCode.DONE;
    }

    private static void print(UserAdministration.Page page, boolean first, Output output) {
        List<UserView> users = page.users().stream().map(UserView::of).toList();
        if (output.isJson()) {
            output.objects(users);
            return;
        }
        List<List<String>> table = new ArrayList<>();
        if (first) {
            table.add(List.of("NAME", "STATUS", "ROLES", "E-MAIL", "ID"));
        }
        users.forEach(each -> table.add(List.of(
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
