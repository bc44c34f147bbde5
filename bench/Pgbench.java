import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs PostgreSQL's own load generator with the statement of a refresh, to measure what the database alone can do. */
final class Pgbench {

    private static final Path SCRIPT = Path.of("target/bench/refresh.sql");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");

    private final Database database;
    private final int clients;
    private final Duration slice;
    private int generation;

    Pgbench(Database database, int clients, Duration slice) throws IOException, ReflectiveOperationException {
        this.database = database;
        this.clients = clients;
        this.slice = slice;
        String id = "('00000000-0000-7000-8000-' || lpad(:client_id::text, 12, '0'))::uuid";
        String statement = Refreshes.statement(id, ":next", "3600", "1209600", "30");
        Files.writeString(SCRIPT, "\\set next :g + 1\n" + statement.replace('\n', ' ') + ";\n\\set g :next\n");
        database.run("insert into sessions (id, user_id, created_at, amr, expires_at) select"
                + " ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, (select id from users limit 1), now(), 'pwd',"
                + " now() + interval '30 days' from generate_series(0, " + (clients - 1) + ") n");
    }

    /** Measures with a protocol: {@code simple}, pgbench's default, parses and plans each time; {@code prepared} does so once. */
    double perSecond(String protocol) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        "pgbench",
                        "--no-vacuum",
                        "--protocol=" + protocol,
                        "--client=" + clients,
                        "--jobs=1",
                        "--time=" + slice.toSeconds(),
                        "--define=g=" + generation,
                        "--file=" + SCRIPT,
                        "--host=localhost",
                        "--port=" + database.port(),
                        "--username=postgres",
                        "postgres"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(output);
        if (process.waitFor() != 0 || !rate.find()) {
            throw new IllegalStateException("pgbench (Debian's package postgresql) says: " + output);
        }
        // each client's next run begins above all generations so far: a generation ahead is accepted
        generation += 10_000_000;
        return Double.parseDouble(rate.group(1));
    }
}
