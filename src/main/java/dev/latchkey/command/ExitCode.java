package dev.latchkey.command;

/** Exit codes of commands. They are stable, because scripts depend on them. */
final class ExitCode {

    /** The command has succeeded. */
    static final int DONE = 0;
    /** The command was refused and changed nothing, or the settings have faults. */
    static final int REFUSED = 1;
    /** The arguments are wrong. */
    static final int USAGE = 2;
    /** The database cannot be reached or used; the message says why. */
    static final int NO_DATABASE = 3;
    /** An internal error of Latchkey. */
    static final int FAULT = 4;

    /** The command has succeeded in part; it has named what was refused. */
    static final int PARTLY = 5;

    private ExitCode() {}
}
