import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures an admin's search among very many users: calls the service, and makes PostgreSQL's auto_explain log the plan and the time of the
 * statement that the service sent.
 */
final class Users {

    /**
     * Names and addresses that begin with six pseudo-random hexadecimal digits; half of the users have an address, one in 100 is disabled.
     */
    private static final String FILL = """
            insert into users (id, username, username_key, email, email_key, status, profile, version, created_at, updated_at)
            select gen_random_uuid(), n, n, e, e, case when i %% 100 = 0 then 'DISABLED' else 'ACTIVE' end, '{}', 0, now(), now()
            from (
                select i, substr(md5(i::text), 1, 6) || i as n,
                    case when i %% 2 = 0 then substr(md5('e' || i), 1, 6) || i || '@example.org' end as e
                from generate_series(1, %d) i
            ) p""";

    private static final List<String> QUERIES = List.of(
            "",
            "limit=200",
            "q=a",
            "q=abc",
            "q=abcdef",
            "q=nobody",
            "q=a&status=disabled",
            "status=disabled",
            "role=admin",
            "q=a&role=user",
            "q=abc&role=editor",
            "role=editor");

    private static final String SHOWN = "q=abc";

    private static final Path PLANS = Path.of("target/bench/plans");

    private static final Pattern ENTRY =
            Pattern.compile("duration: ([0-9.]+) ms  plan:\\n\\tQuery Text: (.*?)\\n(?=\\d{4}-)", Pattern.DOTALL);

    private Users() {}

    /** Takes the number of users; 1,000,000 by default. */
    public static void main(String[] arguments) throws Exception {
        int people = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        Lab.printMachine();
        try (Lab lab = Lab.open()) {
            try (Service service = lab.spawn(Lab.ownJava()).awaitReady(lab.client)) {
                lab.client.register(service, Lab.USERNAME);
            }
            fill(lab.database, people);
            lab.database.run("alter database postgres set session_preload_libraries = 'auto_explain'");
            for (String setting : List.of("log_min_duration = 0", "log_analyze = on", "log_timing = off")) {
                lab.database.run("alter database postgres set auto_explain." + setting);
            }
            try (Service service = lab.spawn(Lab.ownJava()).awaitReady(lab.client)) {
                String token = Connection.member(lab.client.login(service, Lab.USERNAME), "token");
                System.out.printf(
                        "%,d people; of five calls each%n%n%-24s%14s%14s%n", people, "", "the first", "the slowest");
                for (String query : QUERIES) {
                    print(lab, service, token, query);
                }
                // the text before the plan is the statement
                System.out.printf("%nEXPLAIN (ANALYZE) of ?%s, the others' are in %s:%n", SHOWN, PLANS);
                Files.readString(file(SHOWN))
                        .lines()
                        .dropWhile(line -> !line.contains("(cost="))
                        .forEach(System.out::println);
            }
        }
    }

    private static void fill(Database database, int people) {
        database.run(FILL.formatted(people));
        database.run("insert into user_roles select id, 'user' from users on conflict do nothing");
        database.run("insert into roles values ('editor')");
        database.run("insert into user_roles select id, 'editor' from users where abs(hashtext(id::text)) % 100 = 0");
        database.run("insert into user_roles select id, 'admin' from users where username = '" + Lab.USERNAME + "'");
        database.run("vacuum analyze");
    }

    private static void print(Lab lab, Service service, String token, String query) throws Exception {
        List<Double> times = new ArrayList<>();
        String plan = "";
        for (int i = 0; i < 5; i++) {
            int before = log(lab).length();
            call(service, token, query);
            Matcher entry = awaitEntry(lab, before);
            times.add(Double.valueOf(entry.group(1)));
            plan = entry.group(2);
        }
        double slowest = times.stream().max(Comparator.naturalOrder()).orElseThrow();
        System.out.printf("%-24s%11.1f ms%11.1f ms%n", "?" + query, times.get(0), slowest);
        Files.createDirectories(PLANS);
        Files.writeString(file(query), plan);
    }

    private static Path file(String query) {
        return PLANS.resolve(URLEncoder.encode(query, StandardCharsets.UTF_8) + ".txt");
    }

    private static void call(Service service, String token, String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.url() + "/admin/users?" + query))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
    }

    private static Matcher awaitEntry(Lab lab, int from) throws Exception {
        for (int i = 0; i < 200; i++) {
            // an entry ends where the next one begins
            Matcher entry = ENTRY.matcher(log(lab).substring(from) + "\n0000-");
            while (entry.find()) {
                if (entry.group(2).contains("u.username_key collate \"C\"")) {
                    return entry;
                }
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("PostgreSQL wrote down no plan");
    }

    private static String log(Lab lab) throws IOException {
        try (Stream<Path> files = Files.list(lab.database.logs())) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.sorted().toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }
}
