package dev.latchkey.command;

/** One thing that an operator can do. Exits by an exception if it is refused. */
interface Command {

    /** A command that talks to the database, through the rooms. */
    interface WithRooms extends Command {

        /** Does it; gives the exit code. */
        int run(Rooms rooms, Output output);
    }

    /** A command that needs neither database nor rooms. */
    interface Alone extends Command {

        /** Does it; gives the exit code. */
        int run(StartSettings settings, Output output);
    }
}
