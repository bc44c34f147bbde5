package dev.latchkey.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.user.Cursor;
import dev.latchkey.user.UserAdministration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of users in JSON.
 *
 * @param users sorted by name
 * @param next value of {@code after} to get the next page; null if this is the last
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record UserList(
        List<UserView> users,
        @Schema(nullable = true) @Nullable String next) {

    static final String EXAMPLE = "{\"users\": [" + UserView.EXAMPLE + "], \"next\": null}";

    static UserList of(UserAdministration.Page page) {
        Cursor next = page.next();
        return new UserList(page.users().stream().map(UserView::of).toList(), next == null ? null : next.text());
    }
}
