package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.LaunchMode;
import org.junit.jupiter.api.Test;

/** F5: Safari rejects Secure cookies from http://localhost. */
class CookieFormTest {

    @Test
    void f5InDevModeACookieNeedsNoHttps() {
        assertThat(CookieForm.set("latchkey-refresh", "x", 60, LaunchMode.DEVELOPMENT))
                .startsWith("latchkey-refresh=x; Max-Age=60; ")
                .contains("; Path=/; HTTPOnly; SameSite=Strict")
                .doesNotContain("Secure");
    }

    @Test
    void f5NowhereElseIsThatFormSetOrLookedFor() {
        for (LaunchMode mode : new LaunchMode[] {LaunchMode.NORMAL, LaunchMode.TEST}) {
            assertThat(CookieForm.name("latchkey-refresh", mode)).isEqualTo("__Host-latchkey-refresh");
            assertThat(CookieForm.set("latchkey-refresh", "x", 60, mode))
                    .startsWith("__Host-latchkey-refresh=x; ")
                    .contains("; Secure; ", "Path=/;");
        }
    }
}
