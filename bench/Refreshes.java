import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToDoubleFunction;

/** Measures refreshes per second of the running service, and pgbench with the same statement on the same database in the same minutes. */
final class Refreshes {

    private static final int CLIENTS = 8;
    private static final int WARM_UP = 30_000;

    private final Lab lab;
    private final Service service;
    private final Duration slice;
    /** Each thread takes a caller and puts it back with the next token. */
    private final ConcurrentLinkedQueue<Caller> callers = new ConcurrentLinkedQueue<>();

    private Refreshes(Lab lab, Service service, Duration slice) {
        this.lab = lab;
        this.service = service;
        this.slice = slice;
    }

    private record Round(double simple, double prepared, double refreshes, double cpuMillis, double p99) {

        double ratioToSimple() {
            return refreshes / simple;
        }

        double ratioToPrepared() {
            return refreshes / prepared;
        }
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        Duration slice = Duration.ofSeconds(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 6);
        Lab.printMachine();
        try (Lab lab = Lab.open();
                Service service = lab.spawn(Lab.ownJava())) {
            service.awaitReady(lab.client);
            lab.client.register(service, Lab.USERNAME);
            new Refreshes(lab, service, slice).measure(rounds);
        }
    }

    private void measure(int rounds) throws Exception {
        System.out.printf(
                "%s%n%d clients, %d rounds, %d s for each number, %,d refreshes of warm-up%n%n",
                Lab.ownJdk(), CLIENTS, rounds, slice.toSeconds(), WARM_UP);
        for (int i = 0; i < CLIENTS; i++) {
            Connection connection = new Connection(service.url());
            callers.add(new Caller(connection, lab.client.refreshToken(service, Lab.USERNAME)));
        }
        for (int done = 0; done < WARM_UP; ) {
            done += Loop.run(CLIENTS, slice, this::refresh).count();
        }
        Pgbench pgbench = new Pgbench(lab.database, CLIENTS, slice);
        System.out.printf(
                "%-7s%16s%18s%13s%9s%9s%16s%9s%n",
                "round",
                "pgbench simple",
                "pgbench prepared",
                "refreshes/s",
                "ratio",
                "ratio",
                "CPU of one, ms",
                "p99, ms");
        List<Round> done = new ArrayList<>();
        for (int i = 1; i <= rounds; i++) {
            Round round = round(pgbench);
            done.add(round);
            print(String.valueOf(i), List.of(round));
        }
        print("median", done);
        System.out.printf(
                "%nThe service's CPU alone would do for %.0f refreshes a second on one core.%n",
                1000 / median(done, Round::cpuMillis));
        for (Caller caller : callers) {
            caller.close();
        }
    }

    private Round round(Pgbench pgbench) throws Exception {
        double simple = pgbench.perSecond("simple");
        double prepared = pgbench.perSecond("prepared");
        Duration before = service.cpu();
        Loop.Outcome refreshes = Loop.run(CLIENTS, slice, this::refresh);
        double cpu = service.cpu().minus(before).toNanos() / 1e6 / refreshes.count();
        return new Round(simple, prepared, refreshes.perSecond(), cpu, refreshes.millisAt(0.99));
    }

    private void refresh() throws IOException {
        Caller caller = callers.remove();
        caller.refresh();
        callers.add(caller);
    }

    private static void print(String name, List<Round> rounds) {
        System.out.printf(
                "%-7s%16.0f%18.0f%13.0f%9.2f%9.2f%16.2f%9.1f%n",
                name,
                median(rounds, Round::simple),
                median(rounds, Round::prepared),
                median(rounds, Round::refreshes),
                median(rounds, Round::ratioToSimple),
                median(rounds, Round::ratioToPrepared),
                median(rounds, Round::cpuMillis),
                median(rounds, Round::p99));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
        return Loop.median(rounds.stream().mapToDouble(value).toArray());
    }

    /** Returns the service's statement of a refresh, with the values in place of its parameters. */
    static String statement(String... values) throws ReflectiveOperationException {
        Field field = Class.forName("dev.latchkey.session.RefreshStatement").getDeclaredField("OF_SESSION");
        field.setAccessible(true);
        String sql = (String) field.get(null);
        for (String value : values) {
            sql = sql.replaceFirst("\\?", value);
        }
        if (sql.contains("?")) {
            throw new IllegalStateException("the statement asks for more than this knows of: " + sql);
        }
        return sql;
    }
}
