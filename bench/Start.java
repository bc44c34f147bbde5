import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Measures the time from the process' start to the first successful login, its CPU time, and the memory of the service then and later: on
 * each JDK, and with an AOT cache (JEP 514) on those that support it, trained as in the image.
 */
final class Start {

    private static final int LOGINS = 200;

    private Start() {}

    private record Run(
            double readySeconds, double loginSeconds, double cpuSeconds, double idleMebibytes, double laterMebibytes) {}

    /** Takes the number of runs (5 by default), then the homes of the JDKs to run the service on (its own by default). */
    public static void main(String[] arguments) throws Exception {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        List<Path> homes = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            homes.add(Path.of(arguments[i]));
        }
        if (homes.isEmpty()) {
            homes.add(Path.of(System.getProperty("java.home")));
        }
        Lab.printMachine();
        try (Lab lab = Lab.open()) {
            // the first start migrates the database and creates the key; it is not measured
            try (Service service = lab.spawn(Lab.ownJava()).awaitReady(lab.client)) {
                lab.client.register(service, Lab.USERNAME);
            }
            System.out.printf(
                    "%-34s%10s%14s%12s%16s%22s%n",
                    "median of " + runs, "ready", "first login", "CPU", "memory then", "after " + LOGINS + " logins");
            for (Path home : homes) {
                String name = home.getFileName().toString();
                print(name, measure(lab, home, runs));
                if (Cache.isSupported(home)) {
                    print(name + ", AOT cache", measure(lab, home, runs, Cache.train(home, List.of())));
                    System.out.printf("the cache has %d MiB%n", Cache.mebibytes());
                }
            }
        }
    }

    private static List<Run> measure(Lab lab, Path home, int runs, String... jvmOptions)
            throws IOException, InterruptedException {
        List<Run> done = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            try (Service service = spawn(lab, home, jvmOptions)) {
                double ready = service.sinceSpawned().toMillis() / 1e3;
                lab.client.login(service, Lab.USERNAME);
                double login = service.sinceSpawned().toMillis() / 1e3;
                double cpu = service.cpu().toMillis() / 1e3;
                long idle = service.residentMebibytes();
                for (int j = 0; j < LOGINS; j++) {
                    lab.client.login(service, Lab.USERNAME);
                }
                done.add(new Run(ready, login, cpu, idle, service.residentMebibytes()));
            }
        }
        return done;
    }

    private static Service spawn(Lab lab, Path home, String... jvmOptions) throws IOException, InterruptedException {
        return lab.spawn(Lab.javaOf(home.toString()), jvmOptions).awaitReady(lab.client);
    }

    private static void print(String name, List<Run> runs) {
        System.out.printf(
                "%-34s%8.2f s%12.2f s%10.2f s%12.0f MiB%18.0f MiB%n",
                name,
                median(runs, Run::readySeconds),
                median(runs, Run::loginSeconds),
                median(runs, Run::cpuSeconds),
                median(runs, Run::idleMebibytes),
                median(runs, Run::laterMebibytes));
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> value) {
        return Loop.median(runs.stream().mapToDouble(value).toArray());
    }
}
