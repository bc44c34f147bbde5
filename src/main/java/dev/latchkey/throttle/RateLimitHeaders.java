package dev.latchkey.throttle;

import dev.latchkey.http.CurrentCall;
import dev.latchkey.throttle.Bucket.State;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes {@code RateLimit} and {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers): {@code q} attempts in {@code w} seconds, of
 * which {@code r} are left, and one more in {@code t} seconds. They are the same whether the account exists or not. A block around a
 * network is listed only if it refused.
 */
@Singleton
class RateLimitHeaders {

    private final CurrentCall call;

    RateLimitHeaders(CurrentCall call) {
        this.call = call;
    }

    /** Replaces the rate limit headers of the response. */
    void tell(List<State> states) {
        List<State> told = states.stream()
                .filter(state -> state.bucket().isTold() || (!state.reserved() && state.isFull()))
                .toList();
        call.answerWith("RateLimit-Policy", list(told, RateLimitHeaders::policy));
        call.answerWith("RateLimit", list(told, RateLimitHeaders::left));
    }

    private static String list(List<State> states, Function<State, String> item) {
        return states.stream().map(item).collect(Collectors.joining(", "));
    }

    private static String policy(State state) {
        Budget budget = state.bucket().budget();
        return String.format(Locale.ROOT, "\"%s\";q=%d;w=%d", state.bucket().policy(), budget.burst(), (long)
                Math.ceil(budget.span()));
    }

    private static String left(State state) {
        return String.format(Locale.ROOT, "\"%s\";r=%d;t=%d", state.bucket().policy(), state.left(), (long)
                Math.ceil(state.untilNext()));
    }
}
