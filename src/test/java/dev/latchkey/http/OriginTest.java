package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** D4: origins are compared by scheme, host and port, not as texts. */
class OriginTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3001/, http://localhost:3001",
        "https://App.Example.org, https://app.example.org",
        "HTTPS://app.example.org:443, https://app.example.org",
        "http://app.example.org:80/, http://app.example.org",
        "http://app.example.org:443, http://app.example.org:443",
        "https://app.example.org:08443, https://app.example.org:8443",
        "https://b\u00fccher.example, https://xn--bcher-kva.example",
        "https://STRA\u00dfE.example, https://xn--strae-oqa.example",
        "http://[::1]:3000, http://[::1]:3000",
        "http://[0:0:0:0:0:0:0:1]:3000, http://[::1]:3000",
        "http://[2001:DB8::0:1], http://[2001:db8::1]",
        "capacitor://localhost, capacitor://localhost",
        "chrome-extension://abcdefghijklmnop, chrome-extension://abcdefghijklmnop",
    })
    void anOriginHasOneForm(String written, String sent) {
        assertThat(Origin.parse(written)).hasToString(sent).isEqualTo(Origin.parse(sent));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "*; has a *",
                "https://*.example.org; has a *",
                "null; is not a scheme",
                "app.example.org; is not a scheme",
                "localhost:3000; is not a scheme",
                "//app.example.org; is not a scheme",
                "https://; is not a scheme",
                "''; is not a scheme",
                "https://app.example.org/app; has more than",
                "https://app.example.org?x; has more than",
                "https://app.example.org/#x; has more than",
                "https://user@app.example.org; has more than",
                "https://app.example.org//; has more than",
                "/https:\\/\\/.*/; has a *",
                "https://app.example.org:0; has a port",
                "https://app.example.org:65536; has a port",
                "https://app example.org; is not a scheme",
                "https://[::1; is not a scheme",
                "https://[::12345]; has a host",
                "https://a\u00adb\u202e.example; has a host",
                "https://app,example; has a host",
            })
    void whatIsNoneIsRefusedWithTheReason(String written, String reason) {
        assertThatThrownBy(() -> Origin.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    /** F3. */
    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:5173", "http://127.0.0.1:3000", "http://localhost", "http://[::1]:8100"})
    void f3EveryPageOfThisMachineMayCallInDevModeAndOnlyThere(String origin) {
        assertThat(origins(LaunchMode.DEVELOPMENT).isForeign(request(origin))).isFalse();
        assertThat(origins(LaunchMode.NORMAL).isForeign(request(origin))).isTrue();
        assertThat(origins(LaunchMode.TEST).isForeign(request(origin))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://localhost.evil.example:5173",
                "http://127.0.0.1.evil.example",
                "http://192.168.1.7:5173",
                "http://LOCALHOST:5173",
                "null",
                ""
            })
    void f3NoOtherPageMayInDevMode(String origin) {
        assertThat(origins(LaunchMode.DEVELOPMENT).isForeign(request(origin))).isTrue();
    }

    /** D3: behind a proxy that removes the path, the browser sends the origin of the issuer. */
    @Test
    void d3TheIssuersOriginIsOurOwnWhateverItsPath() {
        assertThat(origins(LaunchMode.NORMAL).isForeign(request("https://example.org")))
                .isFalse();
        assertThat(origins(LaunchMode.NORMAL).isForeign(request("http://service:8080")))
                .isFalse();
        assertThat(origins(LaunchMode.NORMAL).isForeign(request("https://example.org/sso")))
                .isTrue();
        assertThat(origins(LaunchMode.NORMAL).isForeign(request("https://example.org:444")))
                .isTrue();
    }

    private static Origins origins(LaunchMode mode) {
        return new Origins("https://Example.org:443/sso", List.of("https://app.example.org/"), mode);
    }

    /** A request that a proxy forwards to a service called {@code service:8080}, with the three properties that the tested code reads. */
    private static HttpServerRequest request(String origin) {
        Map<String, Object> answers = Map.of(
                "getHeader",
                origin,
                "scheme",
                "http",
                "authority",
                io.vertx.core.net.HostAndPort.create("service", 8080));
        return (HttpServerRequest) Proxy.newProxyInstance(
                OriginTest.class.getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (proxy, method, arguments) -> answers.get(method.getName()));
    }
}
