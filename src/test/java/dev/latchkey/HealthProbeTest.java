package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthProbeTest {

    private HttpServer management;

    @BeforeEach
    void listen() throws IOException {
        management = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        management.start();
    }

    @AfterEach
    void end() {
        management.stop(0);
    }

    @Test
    void aServiceThatSaysItServesDoes() {
        answers(200);
        assertThat(HealthProbe.isServing(port())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 404, 500})
    void anyOtherAnswerIsNone(int status) {
        answers(status);
        assertThat(HealthProbe.isServing(port())).isFalse();
    }

    @Test
    void nobodyThereDoesNotServe() {
        management.stop(0);
        assertThat(HealthProbe.isServing(port())).isFalse();
    }

    private void answers(int status) {
        management.createContext("/q/health/group/serving", call -> {
            call.sendResponseHeaders(status, -1);
            call.close();
        });
    }

    private int port() {
        return management.getAddress().getPort();
    }
}
