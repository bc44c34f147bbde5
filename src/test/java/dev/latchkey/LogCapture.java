package dev.latchkey;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** All that is logged while it is open: messages, parameters, exceptions with their texts. */
public final class LogCapture extends Handler implements AutoCloseable {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Formatter formatter = new PatternFormatter("%s");
    private final Logger root = Logger.getLogger("");

    private LogCapture() {}

    /** Begins to listen. */
    public static LogCapture ofEverything() {
        LogCapture capture = new LogCapture();
        capture.setLevel(Level.ALL);
        capture.root.addHandler(capture);
        return capture;
    }

    /** What was logged so far. */
    public String text() {
        return String.join("\n", lines);
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(formatter.format(line));
        for (Throwable cause = line.getThrown(); cause != null; cause = cause.getCause()) {
            lines.add(cause.toString());
        }
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        root.removeHandler(this);
    }
}
