package dev.latchkey.command;

/** What a command exits with. Stable: scripts go by it. */
final class ExitCode {

    /** It is done. */
    static final int DONE = 0;
    /** It was refused, and nothing was changed; or the settings have faults. */
    static final int REFUSED = 1;
    /** The arguments are wrong. */
    static final int USAGE = 2;
    /** The database cannot be reached, or not be used: a sentence says why. */
    static final int NO_DATABASE = 3;
    /** A fault of ours. */
    static final int FAULT = 4;

    /** It is done, but for some of it, which was named. */
    static final int PARTLY = 5;

    private ExitCode() {}
}
