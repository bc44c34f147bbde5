package dev.latchkey.command;

import dev.latchkey.admin.NewUser;
import dev.latchkey.admin.UserView;
import dev.latchkey.audit.Actor;
import dev.latchkey.password.PlainPassword;
import dev.latchkey.user.Directory.Change;
import dev.latchkey.user.Person;
import dev.latchkey.user.UserStatus;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands for users. */
@CommandLine.Command(
        name = "user",
        description = "People.",
        subcommands = {
            UserCommands.Add.class,
            UserList.class,
            ImportCommand.class,
            UserCommands.Disable.class,
            UserCommands.Enable.class,
            UserCommands.SetPassword.class,
            UserCommands.Grant.class,
            UserCommands.Revoke.class,
            UserCommands.SignOut.class
        })
final class UserCommands {

    private static Person change(
            Rooms rooms, String name, @Nullable UserStatus status, UnaryOperator<Set<String>> roles) {
        UUID id = rooms.person(name).account().id();
        Change change = new Change(email -> email, null, status, roles);
        return rooms.users.change(Actor.COMMAND_LINE, id, version -> true, change);
    }

    private static int done(Person person, String sentence, Output output) {
        output.result(UserView.of(person), person.account().username() + " " + sentence);
        return ExitCode.DONE;
    }

    private static String roles(Person person) {
        return "has the roles " + String.join(", ", person.account().grants().roles()) + ".";
    }

    @CommandLine.Command(
            name = "add",
            description = "Makes a person. The password is asked for, or read from standard input.")
    static final class Add implements Command.WithRooms {

        @Parameters(paramLabel = "NAME", description = "The user name.")
        private String name;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                description = "A role beside user, for example admin; more by more.")
        private List<String> roles = List.of();

        @Option(names = "--email", paramLabel = "ADDRESS", description = "An e-mail address.")
        private @Nullable String email;

        @Option(names = "--password-stdin", description = "Reads the password from standard input and does not ask.")
        private boolean fromInput;

        @Option(names = "--no-password", description = "Makes a person who cannot sign in with a password.")
        private boolean none;

        @Override
        public int run(Rooms rooms, Output output) {
            Set<String> all = new LinkedHashSet<>(List.of("user"));
            all.addAll(roles);
            PlainPassword password = none ? null : PasswordInput.read(fromInput);
            NewUser wanted = rooms.valid(new NewUser(name, password, email, null, null, all));
            return done(rooms.users.create(Actor.COMMAND_LINE, wanted), "is there now.", output);
        }
    }

    @CommandLine.Command(
            name = "disable",
            description = "Lets a person sign in no more, and signs them out everywhere.")
    static final class Disable implements Command.WithRooms {

        @Parameters(paramLabel = "NAME", description = "The user name.")
        private String name;

        @Override
        public int run(Rooms rooms, Output output) {
            return done(change(rooms, name, UserStatus.DISABLED, same -> same), "is disabled.", output);
        }
    }

    @CommandLine.Command(name = "enable", description = "Lets a person sign in again.")
    static final class Enable implements Command.WithRooms {

        @Parameters(paramLabel = "NAME", description = "The user name.")
        private String name;

        @Override
        public int run(Rooms rooms, Output output) {
            return done(change(rooms, name, UserStatus.ACTIVE, same -> same), "may sign in.", output);
        }
    }

    @CommandLine.Command(
            name = "set-password",
            description = "Gives a person another password, which is asked for or read from standard input,"
                    + " and signs them out everywhere.")
    static final class SetPassword implements Command.WithRooms {

        @Parameters(paramLabel = "NAME", description = "The user name.")
        private String name;

        @Option(names = "--password-stdin", description = "Reads the password from standard input and does not ask.")
        private boolean fromInput;

        @Override
        public int run(Rooms rooms, Output output) {
            UUID id = rooms.person(name).account().id();
            rooms.users.setPassword(Actor.COMMAND_LINE, id, PasswordInput.read(fromInput));
            return done(rooms.users.see(id), "has another password.", output);
        }
    }

    @CommandLine.Command(name = "grant", description = "Gives a person roles.")
    static final class Grant implements Command.WithRooms {

        @Parameters(index = "0", paramLabel = "NAME", description = "The user name.")
        private String name;

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "ROLE", description = "The roles.")
        private List<String> roles = List.of();

        @Override
        public int run(Rooms rooms, Output output) {
            Person person = change(rooms, name, null, present -> {
                Set<String> more = new LinkedHashSet<>(present);
                more.addAll(roles);
                return more;
            });
            return done(person, roles(person), output);
        }
    }

    @CommandLine.Command(name = "revoke", description = "Takes roles from a person.")
    static final class Revoke implements Command.WithRooms {

        @Parameters(index = "0", paramLabel = "NAME", description = "The user name.")
        private String name;

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "ROLE", description = "The roles.")
        private List<String> roles = List.of();

        @Override
        public int run(Rooms rooms, Output output) {
            Person person = change(rooms, name, null, present -> {
                Set<String> fewer = new LinkedHashSet<>(present);
                roles.forEach(fewer::remove);
                return fewer;
            });
            return done(person, roles(person), output);
        }
    }

    @CommandLine.Command(name = "sign-out", description = "Ends all sessions of a person.")
    static final class SignOut implements Command.WithRooms {

        @Parameters(paramLabel = "NAME", description = "The user name.")
        private String name;

        @Override
        public int run(Rooms rooms, Output output) {
            UUID id = rooms.person(name).account().id();
            rooms.users.signOut(Actor.COMMAND_LINE, id);
            output.result(Map.of("id", id), name + " is signed out everywhere.");
            return ExitCode.DONE;
        }
    }
}
