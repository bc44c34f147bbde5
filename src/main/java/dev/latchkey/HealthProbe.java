package dev.latchkey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Asks the service on this machine whether it accepts requests, and exits with 0 or 1. It is the health check of an image that has neither
 * a shell nor curl. It does not start Quarkus, so frequent checks cost little. It does not check the database: an orchestrator that
 * replaces unhealthy containers would replace all of them while the database is down.
 */
final class HealthProbe {

    /** The argument that makes the binary run this check instead of the service. */
    static final String COMMAND = "health";

    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 4_000;
    private static final int MANAGEMENT_PORT = 9000;

    HealthProbe() {}

    /**
     * Exits with 0 if the service accepts requests, else with 1.
     *
     * @param args ignored
     */
    public static void main(String... args) {
        String port = System.getenv("QUARKUS_MANAGEMENT_PORT");
        System.exit(isServing(port == null ? MANAGEMENT_PORT : Integer.parseInt(port)) ? 0 : 1);
    }

    static boolean isServing(int managementPort) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), managementPort), CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream()
                    .write("GET /q/health/group/serving HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return status != null && status.matches("HTTP/1\\.[01] 200( .*)?");
        } catch (IOException e) {
            return false;
        }
    }
}
