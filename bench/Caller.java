import java.io.IOException;

/** A browser: a connection, and its current refresh token. */
final class Caller implements AutoCloseable {

    private final Connection connection;
    private String token;

    Caller(Connection connection, String token) {
        this.connection = connection;
        this.token = token;
    }

    void refresh() throws IOException {
        String body = connection.post("/auth/refresh", "{\"refreshToken\":\"" + token + "\"}");
        token = Connection.member(body, "refreshToken");
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
