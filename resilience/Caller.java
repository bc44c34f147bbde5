import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends a request to a service once, without a retry; a failure below HTTP is an answer, too. */
final class Caller {

    static final String PASSWORD = "a raven on a writing desk";

    /** The contract: no caller waits longer than 5 s for a refusal. One second more, because this machine is busy, too. */
    static volatile Duration patience = Duration.ofSeconds(6);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final URI base;

    Caller(URI base) {
        this.base = base;
    }

    /** An answer; status 0 means that there was none. */
    record Answer(int status, String body) {

        /** Returns a text member, without escapes, of the body. */
        String member(String name) {
            int begin = body.indexOf("\"" + name + "\":\"") + name.length() + 4;
            return body.substring(begin, body.indexOf('"', begin));
        }
    }

    Answer register(String name, String password) {
        return post("/auth/register", credentials(name, password));
    }

    Answer login(String name, String password) {
        return post("/auth/login", credentials(name, password));
    }

    Answer refresh(String refreshToken) {
        return post("/auth/refresh", "{\"refreshToken\":\"" + refreshToken + "\"}");
    }

    Answer logout(String refreshToken) {
        return post("/auth/logout", "{\"refreshToken\":\"" + refreshToken + "\"}");
    }

    Answer changePassword(String token, String current, String next) {
        String body = "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(current, next);
        return send(request("/auth/me/password", token)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    Answer get(String path, String token) {
        return send(request(path, token));
    }

    private Answer post(String path, String body) {
        return send(
                request(path, null).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(patience);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            return new Answer(0, String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, "interrupted");
        }
    }

    private static String credentials(String name, String password) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    }
}
