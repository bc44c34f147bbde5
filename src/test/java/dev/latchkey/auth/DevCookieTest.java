package dev.latchkey.auth;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** F5: the cookie of dev mode, which a neighbouring host could set, is not accepted outside dev mode. */
@QuarkusTest
class DevCookieTest {

    @TestHTTPResource
    URI base;

    @Test
    void f5ACookieWithoutItsPrefixIsNotReadOutsideOfDevMode() {
        Browser page = new Browser(base);
        page.login(registered(), PASSWORD);

        assertThat(page.postWithCookies("/auth/refresh", page.own(), "latchkey-refresh=" + page.cookie())
                        .status())
                .isEqualTo(401);
        assertThat(page.post("/auth/refresh").status()).isEqualTo(200);
    }
}
