package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import org.junit.jupiter.api.Test;

/** Methods with one path and one HTTP method, which differ in what they consume, are one route. */
class RouteTest {

    @SuppressWarnings("UnusedMethod") // found by reflection, as those of a resource
    private static final class Two {

        @POST
        void json() {}

        @PUT
        void form() {}

        @RoutePolicy(streamedBody = true)
        void streamed() {}
    }

    @Test
    void theMarksOfBothCount() throws NoSuchMethodException {
        Route both = route("json").and(route("form"));

        assertThat(both.has(POST.class)).isTrue();
        assertThat(both.has(PUT.class)).isTrue();
        assertThat(both.policy()).isEqualTo(Route.DEFAULT);
    }

    @Test
    void twoPoliciesAreRefused() throws NoSuchMethodException {
        Route whole = route("json");
        Route streamed = route("streamed");

        assertThatThrownBy(() -> whole.and(streamed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/two");
    }

    private static Route route(String method) throws NoSuchMethodException {
        return Route.of("/two", Two.class, Two.class.getDeclaredMethod(method));
    }
}
