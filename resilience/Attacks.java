import java.io.ByteArrayOutputStream;
import java.util.List;

/** The attacks that {@link Strangers} runs, in order. Each is bounded by its number of sockets and by the rate of what they send. */
final class Attacks {

    private static final String JSON = "Content-Type: application/json\r\n";
    private static final List<String> BODIES = List.of(
            "POST /auth/logout",
            "POST /auth/refresh",
            "POST /auth/login",
            "POST /auth/register",
            "PATCH /auth/me",
            "PUT /auth/me/password",
            "DELETE /auth/me",
            "POST /no/such/route");
    private static final String MARKS = "a" + "\u0344".repeat(4_000) + "\u0316".repeat(4_000);

    /** Each user may request five exports in a row. */
    private static final int EXPORTS_EACH = 5;

    private final List<String> tokens;

    /** Takes access tokens of users with many events. */
    Attacks(List<String> tokens) {
        this.tokens = tokens;
    }

    List<Attack> all() {
        Attack halfBodies = Attack.dripping(
                "half bodies",
                250,
                2,
                i -> head(route(i), JSON + "Content-Length: 99\r\n", "{"),
                Attacks::space,
                4_000);
        Attack idle = Attack.silent(
                "idle connections",
                10_000,
                2,
                i -> i % 2 == 0 ? new byte[0] : head("GET /.well-known/jwks.json", "", ""));
        return List.of(
                halfBodies,
                halfBodies.spread(4),
                Attack.dripping("half bodies, chunked", 400, 2, i -> chunkedHead(route(i)), Attacks::chunk, 4_000),
                Attack.dripping("unfinished imports", 250, 2, this::importHead, Attacks::space, 4_000),
                Attack.dripping("slow headers", 3_000, 2, Attacks::unfinishedHead, Attacks::letter, 3_000),
                idle,
                idle.spread(1),
                Attack.silent("export, never read", tokens.size() * EXPORTS_EACH, 2, this::export)
                        .deaf(),
                Attack.dripping("pipelined, never read", 20, 2, i -> pipelined(100), (i, n) -> pipelined(100), 1_000)
                        .deaf(),
                new Http2(List.of("/auth/logout", "/auth/refresh", "/auth/login", "/auth/register")).priorKnowledge(),
                new Http2(List.of("/auth/logout", "/auth/refresh", "/auth/login", "/auth/register")).upgrade(),
                Attack.repeating(
                        "combining marks, register", 40, 2, i -> credentials("register", "okname", MARKS), 1_000),
                Attack.repeating("combining marks, login", 40, 2, i -> credentials("login", MARKS, "wrong"), 1_000),
                Attack.silent(
                        "100-continue",
                        500,
                        2,
                        i -> head(route(i), JSON + "Content-Length: 99\r\nExpect: 100-continue\r\n", "")),
                Attack.repeating("pipelining", 10, 2, i -> pipelined(200), 1_000),
                Attack.dripping(
                        "huge bodies",
                        50,
                        2,
                        i -> head(route(i), JSON + "Content-Length: 1000000000\r\n", "{"),
                        (i, n) -> new byte[16 * 1024],
                        50));
    }

    private String route(int i) {
        return BODIES.get(i % BODIES.size());
    }

    private byte[] head(String route, String more, String body) {
        return Attack.utf8(route + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + tokens.get(0) + "\r\n"
                + more + "\r\n" + body);
    }

    private static byte[] space(int socket, int n) {
        return new byte[] {' '};
    }

    private byte[] chunkedHead(String route) {
        return head(route, JSON + "Transfer-Encoding: chunked\r\n", "1\r\n{\r\n");
    }

    /** Half of the sockets send whole chunks; the others never complete their first one. */
    private static byte[] chunk(int socket, int n) {
        return Attack.utf8(socket % 2 == 0 ? "1\r\n \r\n" : n == 0 ? "63\r\n " : " ");
    }

    /** Returns the head of an import request: even numbers with the token of a user who is not an admin, odd numbers without a token. */
    private byte[] importHead(int i) {
        String authorization = i % 2 == 0 ? "Authorization: Bearer " + tokens.get(i % tokens.size()) + "\r\n" : "";
        return Attack.utf8("POST /admin/users/import HTTP/1.1\r\nHost: 127.0.0.1\r\n" + authorization
                + "Content-Type: application/x-ndjson\r\nContent-Length: 100000000\r\n\r\n{\"username\":");
    }

    private static byte[] unfinishedHead(int i) {
        return Attack.utf8("GET /auth/me HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ");
    }

    private static byte[] letter(int socket, int n) {
        return new byte[] {'a'};
    }

    private byte[] export(int i) {
        return Attack.utf8("GET /auth/me/export HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + tokens.get(i % tokens.size()) + "\r\n\r\n");
    }

    private static byte[] pipelined(int requests) {
        return Attack.utf8("GET /.well-known/jwks.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".repeat(requests));
    }

    private static byte[] credentials(String route, String username, String password) {
        byte[] body = Attack.utf8("{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password));
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(Attack.utf8("POST /auth/" + route + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + JSON
                + "Content-Length: " + body.length + "\r\n\r\n"));
        request.writeBytes(body);
        return request.toByteArray();
    }
}
