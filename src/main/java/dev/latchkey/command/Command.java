package dev.latchkey.command;

/** A command of the command line. A refused command ends by an exception. */
interface Command {

    /** A command that uses the database, through the context. */
    interface WithContext extends Command {

        /** Runs the command and returns the exit code. */
        int run(CommandContext context, Output output);
    }

    /** A command that needs neither the database nor the context. */
    interface Alone extends Command {

        /** Runs the command and returns the exit code. */
        int run(StartSettings settings, Output output);
    }
}
