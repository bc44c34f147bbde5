package dev.latchkey.command;

import dev.latchkey.admin.NewUser;
import dev.latchkey.admin.UserView;
import dev.latchkey.audit.Actor;
import dev.latchkey.password.PlainPassword;
import dev.latchkey.user.UserAdministration.Change;
import dev.latchkey.user.UserRecord;
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
        description = "Users.",
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

    private static UserRecord change(
            CommandContext context, String name, @Nullable UserStatus status, UnaryOperator<Set<String>> roles) {
        UUID id = context.user(name).account().id();
        Change change = new Change(email -> email, null, status, roles);
        return context.users.change(Actor.COMMAND_LINE, id, version -> true, change);
    }

    private static int done(UserRecord user, String sentence, Output output) {
        output.result(UserView.of(user), user.account().username() + " " + sentence);
        return ExitCode.DONE;
    }

    private static String roles(UserRecord user) {
        return "has the roles " + String.join(", ", user.account().grants().roles()) + ".";
    }

    @CommandLine.Command(
            name = "add",
            description = "Creates a user. The password is asked for, or read from standard input.")
    static final class Add implements Command.WithContext {

        @Parameters(paramLabel = "NAME", description = "The user name.")
        private String name;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                description = "A role in addition to user, for example admin; may be repeated.")
        private List<String> roles = List.of();

        @Option(names = "--email", paramLabel = "ADDRESS", description = "An e-mail address.")
        private @Nullable String email;

        @Option(names = "--password-stdin", description = "Reads the password from standard input and does not ask.")
        private boolean fromInput;

        @Option(names = "--no-password", description = "Creates a user who cannot sign in with a password.")
        private boolean none;

        @Override
        public int run(CommandContext context, Output output) {
            if (none && fromInput) {
                throw new CommandException(
                        "bad_arguments",
                        "--no-password and --password-stdin exclude each other, and no user was created; give one of them");
            }
            Set<String> all = new LinkedHashSet<>(List.of("user"));
            all.addAll(roles);
            PlainPassword password = none ? null : PasswordInput.read(fromInput);
            NewUser wanted = context.valid(new NewUser(name, password, email, null, null, all));
            return done(context.users.create(Actor.COMMAND_LINE, wanted), "is there now.", output);
        }
    }

    @CommandLine.Command(
            name = "disable",
            description = "Prevents a user from signing in, and ends all their sessions.")
    static final class Disable implements Command.WithContext {

        @Parameters(paramLabel = "NAME", description = "The user name.")
        private String name;

        @Override
        public int run(CommandContext context, Output output) {
            return done(change(context, name, UserStatus.DISABLED, same -> same), "is disabled.", output);
        }
    }

    @CommandLine.Command(name = "enable", description = "Allows a user to sign in again.")
    static final class Enable implements Command.WithContext {

        @Parameters(paramLabel = "NAME", description = "The user name.")
        private String name;

        @Override
        public int run(CommandContext context, Output output) {
            return done(change(context, name, UserStatus.ACTIVE, same -> same), "may sign in.", output);
        }
    }

    @CommandLine.Command(
            name = "set-password",
            description = "Replaces a user's password; the new one is asked for or read from standard input,"
                    + " and all sessions of the user end.")
    static final class SetPassword implements Command.WithContext {

        @Parameters(paramLabel = "NAME", description = "The user name.")
        private String name;

        @Option(names = "--password-stdin", description = "Reads the password from standard input and does not ask.")
        private boolean fromInput;

        @Override
        public int run(CommandContext context, Output output) {
            UUID id = context.user(name).account().id();
            context.users.setPassword(Actor.COMMAND_LINE, id, PasswordInput.read(fromInput));
            return done(context.users.see(id), "has another password.", output);
        }
    }

    @CommandLine.Command(name = "grant", description = "Grants roles to a user.")
    static final class Grant implements Command.WithContext {

        @Parameters(index = "0", paramLabel = "NAME", description = "The user name.")
        private String name;

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "ROLE", description = "The roles.")
        private List<String> roles = List.of();

        @Override
        public int run(CommandContext context, Output output) {
            UserRecord user = change(context, name, null, present -> {
                Set<String> more = new LinkedHashSet<>(present);
                more.addAll(roles);
                return more;
            });
            return done(user, roles(user), output);
        }
    }

    @CommandLine.Command(name = "revoke", description = "Revokes roles of a user.")
    static final class Revoke implements Command.WithContext {

        @Parameters(index = "0", paramLabel = "NAME", description = "The user name.")
        private String name;

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "ROLE", description = "The roles.")
        private List<String> roles = List.of();

        @Override
        public int run(CommandContext context, Output output) {
            UserRecord user = change(context, name, null, present -> {
                Set<String> fewer = new LinkedHashSet<>(present);
                roles.forEach(fewer::remove);
                return fewer;
            });
            return done(user, roles(user), output);
        }
    }

    @CommandLine.Command(name = "sign-out", description = "Ends all sessions of a user.")
    static final class SignOut implements Command.WithContext {

        @Parameters(paramLabel = "NAME", description = "The user name.")
        private String name;

        @Override
        public int run(CommandContext context, Output output) {
            UUID id = context.user(name).account().id();
            context.users.signOut(Actor.COMMAND_LINE, id);
            output.result(Map.of("id", id), name + " is signed out everywhere.");
            return ExitCode.DONE;
        }
    }
}
