package dev.latchkey.auth;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the refresh token in a cookie: a browser gets it, and other sites cannot use it. */
@QuarkusTest
class CookieTest {

    @TestHTTPResource
    URI base;

    private String name;
    private Browser page;

    @BeforeEach
    void openAPage() {
        name = registered();
        page = new Browser(base);
    }

    @Nested
    class APageOfOurs {

        @Test
        void getsTheTokenInACookieThatScriptsCannotRead() {
            Browser.Answer answer = page.login(name, PASSWORD);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("\"message\":\"Welcome " + name + "!\"", "\"refreshExpiresIn\":2592000")
                    .doesNotContain("refreshToken");
            assertThat(answer.setCookie())
                    .matches("__Host-latchkey-refresh=lk1\\.[A-Za-z0-9_-]{70}; Max-Age=2592000; Expires=[^;]+; Path=/;"
                            + " Secure; HTTPOnly; SameSite=Strict");
        }

        @Test
        void staysSignedInByItAndGetsTheNextOne() {
            page.login(name, PASSWORD);
            String first = page.cookie();

            Browser.Answer answer = page.post("/auth/refresh");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("refreshToken");
            assertThat(page.cookie()).isNotEqualTo(first);
            as(answer.token()).get("/auth/me").then().statusCode(200);
            assertThat(page.post("/auth/refresh").status()).isEqualTo(200);
        }

        @Test
        void sendsAJsonTypeInsteadOfTheHeaderIfItLikes() {
            page.login(name, PASSWORD);

            Map<String, String> headers =
                    Map.of("Origin", page.origin(), "Content-Type", "application/json;charset=utf-8");

            assertThat(page.post("/auth/refresh", headers, "{}").status()).isEqualTo(200);
        }

        @Test
        void isSignedOutByItAndLosesIt() {
            String token = page.login(name, PASSWORD).token();
            String cookie = page.cookie();

            Browser.Answer answer = page.post("/auth/logout");

            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.setCookie())
                    .startsWith("__Host-latchkey-refresh=; Max-Age=0; ")
                    .contains("Secure");
            page.put(cookie);
            assertThat(page.post("/auth/refresh").body()).contains("invalid_refresh_token");
            as(token).get("/auth/me").then().statusCode(401);
        }

        @Test
        void keepsTheCookieWhenARefreshIsRefused() {
            page.login(name, PASSWORD);
            String cookie = page.cookie();
            page.post("/auth/logout");
            page.put(cookie);

            Browser.Answer answer = page.post("/auth/refresh");

            assertThat(answer.status()).isEqualTo(401);
            // a late answer must not delete the cookie that a login has set meanwhile
            assertThat(answer.setCookie()).isEmpty();
        }

        @Test
        void getsANewSessionAtEachLoginAndTheFormerEnds() {
            page.login(name, PASSWORD);
            String first = page.cookie();
            page.login(name, PASSWORD);
            String second = page.cookie();

            assertThat(second).isNotEqualTo(first);
            page.put(first);
            assertThat(page.post("/auth/refresh").status()).isEqualTo(401);
            page.put(second);
            assertThat(page.post("/auth/refresh").status()).isEqualTo(200);
        }

        @Test
        void keepsItsSessionWhenALoginFails() {
            page.login(name, PASSWORD);

            Browser.Answer refused = page.login(name, "not the password");

            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.setCookie()).isEmpty();
            assertThat(page.post("/auth/refresh").status()).isEqualTo(200);
        }

        @Test
        void isToldThatItIsNotSignedInWhenThereIsNoCookie() {
            assertThat(page.post("/auth/refresh").body()).contains("invalid_refresh_token");
            assertThat(page.post("/auth/logout").status()).isEqualTo(204);
        }
    }

    @Nested
    class AnotherSite {

        private static final List<String> PATHS = List.of("/auth/refresh", "/auth/logout", "/auth/login");

        /** Requests that another site can make a visitor's browser send, each with the headers that the browser adds. */
        static Stream<Map<String, String>> calls() {
            return Stream.of(
                    Map.of("Content-Type", "application/x-www-form-urlencoded", "Origin", "https://evil.example"),
                    Map.of("Content-Type", "multipart/form-data; boundary=x", "Origin", "https://evil.example"),
                    Map.of("Content-Type", "text/plain", "Origin", "https://evil.example"),
                    Map.of("Content-Type", "text/plain", "Origin", "null"),
                    Map.of("Content-Type", "text/plain", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"),
                    Map.of("Content-Type", "text/plain", "Origin", "OWN"),
                    Map.of("Content-Type", "application/json", "Origin", "https://evil.example"),
                    Map.of("Content-Type", "application/json", "Origin", "https://evil.example.localhost"),
                    Map.of("Content-Type", "application/json", "Origin", "OWN.evil.example"),
                    Map.of("Content-Type", "application/json", "Origin", "null"),
                    Map.of("Content-Type", "application/json", "Origin", ""),
                    Map.of("Content-Type", "application/json"),
                    Map.of("Content-Type", "application/json", "Sec-Fetch-Site", "cross-site"),
                    Map.of("Content-Type", "application/json", "Sec-Fetch-Site", "none"),
                    Map.of("Content-Type", "application/json", "Origin", "OWN", "Sec-Fetch-Site", "cross-site"),
                    Map.of("Content-Type", "application/json", "Origin", "OWN", "Sec-Fetch-Site", "none"),
                    Map.of("Content-Type", "application/jsonp", "Origin", "OWN"),
                    Map.of("X-Requested-With", "fetch", "Origin", "https://evil.example"),
                    Map.of("X-Requested-With", "fetch"),
                    Map.of("X-Requested-With", "fetch", "Origin", "OWN", "Sec-Fetch-Site", "cross-site"),
                    Map.of("Origin", "OWN"),
                    Map.of());
        }

        @ParameterizedTest
        @MethodSource("calls")
        void isRefusedAndTheCookieIsUntouched(Map<String, String> headers) {
            page.login(name, PASSWORD);

            for (String path : PATHS) {
                Browser.Answer answer = page.post(path, page.with(headers), "{}");
                assertThat(answer.status()).as(path).isEqualTo(403);
                assertThat(answer.body()).as(path).contains("\"code\":\"cross_site\"");
                assertThat(answer.setCookie()).as(path).isEmpty();
            }

            assertThat(page.post("/auth/refresh").status()).isEqualTo(200);
        }

        /** A host of the same domain can set cookies for the whole domain, but none of this name. */
        @Test
        void cannotPutACookieOfItsOwnInPlaceOfOurs() {
            String theirs = page.login(registered(), PASSWORD).token();
            String planted = page.cookie();
            page.put("");
            String ours = page.login(name, PASSWORD).token();
            String good = "__Host-latchkey-refresh=" + page.cookie();
            String bad = "__Host-latchkey-refresh=" + planted;
            assertThat(theirs).isNotEqualTo(ours);

            for (String tossed : List.of(
                    good + "; x=1," + bad,
                    "x=1," + bad + "; " + good,
                    good + "; x=\"" + bad + "\"",
                    "__Host-latchkey-refresh =" + planted + "; " + good,
                    "__HOST-latchkey-refresh=" + planted + "; " + good)) {
                Browser.Answer answer = page.postWithCookies("/auth/refresh", page.own(), tossed);
                assertThat(answer.status()).as(tossed).isEqualTo(200);
                as(answer.token()).get("/auth/me").then().body("username", equalTo(name));
            }
            assertThat(page.postWithCookies("/auth/refresh", page.own(), good + "; " + bad)
                            .status())
                    .isEqualTo(403);
            assertThat(page.postWithCookies("/auth/refresh", page.own(), good, bad)
                            .status())
                    .isEqualTo(403);
        }

        @Test
        void cannotHideTheCookieFromTheCheck() {
            page.login(name, PASSWORD);
            String good = "__Host-latchkey-refresh=" + page.cookie();
            Map<String, String> noOrigin = Map.of("X-Requested-With", "fetch");

            for (String hidden : List.of("a=b," + good, good + ",", "$Version=1, " + good, good.replace("=", " = "))) {
                assertThat(page.postWithCookies("/auth/refresh", noOrigin, hidden)
                                .status())
                        .as(hidden)
                        .isIn(401, 403);
            }
            assertThat(page.postWithCookies("/auth/refresh", noOrigin, "a=b", good)
                            .status())
                    .isEqualTo(403);
        }

        @ParameterizedTest
        @MethodSource("calls")
        void cannotSignItsVisitorsInAsSomebodyElse(Map<String, String> headers) {
            String body = "{\"username\": \"%s\", \"password\": \"%s\", \"transport\": \"cookie\"}";

            Browser.Answer answer = page.post("/auth/login", page.with(headers), body.formatted(name, PASSWORD));

            // a body that is not JSON is refused for that reason, because there is no cookie to protect yet
            assertThat(answer.status()).isIn(403, 415);
            assertThat(answer.setCookie()).isEmpty();
        }
    }
}
