package dev.latchkey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Asks the service on this machine whether it serves, and ends with 0 or 1: the health check of an image that has neither a shell
 * nor curl. It starts nothing of Quarkus, so that it costs little however often it is asked. It does not ask about the database: where
 * an orchestrator replaces containers that are not healthy, that would replace all of them while the database is away.
 */
final class HealthProbe {

    /** The argument by which the service's own binary does this instead of starting. */
    static final String COMMAND = "health";

    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 4_000;
    private static final int MANAGEMENT_PORT = 9000;

    HealthProbe() {}

    /**
     * Ends the process: with 0 if the service serves, else with 1.
     *
     * @param args not looked at
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
