import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;

/** A client of the service: one keep-alive connection for each waiting caller, and little CPU time. */
final class Client {

    static final String PASSWORD = "a raven on a writing desk";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .executor(Executors.newSingleThreadExecutor(Client::daemon))
            .build();

    void register(Service service, String username) throws InterruptedException {
        String body = """
                {"username":"%s","password":"%s","profile":{"favoriteColor":"blue"}}""".formatted(username, PASSWORD);
        HttpResponse<String> answer = post(service.url() + "/auth/register", body);
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("register: " + answer.statusCode() + " " + answer.body());
        }
    }

    /** Signs in; any answer but a 200 with a token is a failure. */
    String login(Service service, String username) throws InterruptedException {
        String body = """
                {"username":"%s","password":"%s"}""".formatted(username, PASSWORD);
        HttpResponse<String> answer = post(service.url() + "/auth/login", body);
        if (answer.statusCode() != 200 || !answer.body().contains("\"token\":\"ey")) {
            throw new IllegalStateException("login: " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** Signs in and returns the first refresh token. */
    String refreshToken(Service service, String username) throws InterruptedException {
        return Connection.member(login(service, username), "refreshToken");
    }

    boolean isReady(Service service) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.managementUrl() + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // the service does not listen yet
        }
    }

    /** Returns all metrics of the service in Prometheus' format. */
    String metrics(Service service) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.managementUrl() + "/q/metrics"))
                .timeout(Duration.ofSeconds(5))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private HttpResponse<String> post(String url, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "client");
        thread.setDaemon(true);
        return thread;
    }
}
