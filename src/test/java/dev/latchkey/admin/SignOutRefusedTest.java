package dev.latchkey.admin;

import static dev.latchkey.Api.as;
import static dev.latchkey.Api.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Api;
import dev.latchkey.Database;
import dev.latchkey.audit.Actor;
import dev.latchkey.problem.ProblemException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A sign-out that is refused to an operator is in the audit trail, as other refusals are. */
@QuarkusTest
class SignOutRefusedTest {

    @Inject
    Database database;

    @Inject
    UserOperations users;

    @Test
    void anUnknownUserIsRefusedAndTheTrailSaysToWhom() {
        String name = Admins.named(database);
        String adminId = database.text("select id from users where username = ?", name);
        UUID unknown = UUID.randomUUID();

        as(token(name)).delete("/admin/users/" + unknown + "/sessions").then().statusCode(404);

        assertThat(told(unknown)).containsExactly("SignOutRefused " + adminId + " not_found");
    }

    @Test
    void theCommandLineIsRefusedAndTold() {
        UUID unknown = UUID.randomUUID();

        assertThatThrownBy(() -> users.signOut(Actor.COMMAND_LINE, unknown)).isInstanceOf(ProblemException.class);

        assertThat(told(unknown)).containsExactly("SignOutRefused command-line not_found");
    }

    @Test
    void aUserWhoWasDeletedIsRefusedAndOneWhoIsThereIsSignedOut() {
        String name = Api.registered();
        UUID id = UUID.fromString(database.text("select id from users where username = ?", name));
        String token = token(name);

        users.signOut(Actor.COMMAND_LINE, id);
        as(token).get("/auth/me").then().statusCode(401);
        users.delete(Actor.COMMAND_LINE, id, version -> true);
        assertThatThrownBy(() -> users.signOut(Actor.COMMAND_LINE, id)).isInstanceOf(ProblemException.class);

        assertThat(told(id))
                .endsWith(
                        "AllSessionsEnded command-line",
                        "UserDeleted command-line",
                        "SignOutRefused command-line not_found");
    }

    private List<String> told(UUID id) {
        return database.texts(
                "select concat_ws(' ', type, actor, details ->> 'reason') from audit_events"
                        + " where user_id = ? order by occurred_at, id",
                id);
    }
}
