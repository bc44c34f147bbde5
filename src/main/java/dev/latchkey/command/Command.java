package dev.latchkey.command;

/** A command of the command line. A refused command ends by an exception. */
interface Command {

    /** A command that uses the database, through the rooms. */
    interface WithRooms extends Command {

        /** Runs the command and returns the exit code. */
        int run(Rooms rooms, Output output);
    }

    /** A command that needs neither the database nor the rooms. */
    interface Alone extends Command {

        /** Runs the command and returns the exit code. */
        int run(StartSettings settings, Output output);
    }
}
