package dev.latchkey.platform;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Closes the connection of a call whose answer is written by a worker thread and does not end in time: a caller that reads slowly, or
 * not at all, would hold the thread. For one thread.
 */
public final class AnswerDeadline {

    private final Vertx vertx;
    private final long timer;

    /**
     * Starts the time.
     *
     * @param vertx closes the connection
     * @param call the call
     * @param deadline how long the answer may take from now on
     */
    public AnswerDeadline(Vertx vertx, HttpServerRequest call, Duration deadline) {
        this.vertx = vertx;
        this.timer =
                vertx.setTimer(deadline.toMillis(), late -> call.connection().close());
    }

    /** The answer is written: the connection stays open. */
    public void kept() {
        vertx.cancelTimer(timer);
    }
}
