package dev.latchkey.http;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;

/** An answer that is given when its time has come, or its connection is closed, whichever is first. */
final class DelayedAnswer {

    private final AtomicBoolean given = new AtomicBoolean();
    private final Runnable answer;

    private DelayedAnswer(Runnable answer) {
        this.answer = answer;
    }

    static void schedule(RoutingContext call, long millis, Runnable answer) {
        DelayedAnswer delayed = new DelayedAnswer(answer);
        long timer = call.vertx().setTimer(millis, due -> delayed.give());
        call.addEndHandler(over -> {
            call.vertx().cancelTimer(timer);
            delayed.give();
        });
    }

    private void give() {
        if (given.compareAndSet(false, true)) {
            answer.run();
        }
    }
}
