package dev.latchkey.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Shows the progress of a long command on one line of a terminal; shows nothing if there is no terminal. For one thread. */
final class ProgressBar {

    private static final int WIDTH = 40;

    /** Link that names the file behind standard error (Linux only). */
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private final Output output;
    private final long size;
    private final boolean shown;
    private int length;

    /** Creates a progress bar for a number of bytes; 0 if it is unknown. */
    ProgressBar(Output output, long size) {
        this.output = output;
        this.size = size;
        this.shown = !output.isJson() && isTerminal();
    }

    private static boolean isTerminal() {
        try {
            String name = Files.readSymbolicLink(STANDARD_ERROR).toString();
            return name.startsWith("/dev/pts/") || name.startsWith("/dev/tty") || name.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    void show(long lines, long bytes) {
        if (shown) {
            String text = text(lines, bytes);
            output.draw("\r" + text);
            length = text.length();
        }
    }

    private String text(long lines, long bytes) {
        if (size == 0) {
            return String.format(Locale.ROOT, "%,d lines", lines);
        }
        double part = Math.min((double) bytes / size, 1);
        int full = (int) (part * WIDTH);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %%, %,d lines",
                "#".repeat(full),
                " ".repeat(WIDTH - full),
                (int) (part * 100),
                lines);
    }

    void clear() {
        if (length > 0) {
            output.draw("\r" + " ".repeat(length) + "\r");
            length = 0;
        }
    }
}
