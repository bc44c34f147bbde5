import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** From the process' start to the first successful login, and the memory that the service has then and later. */
final class Start {

    private static final int LOGINS = 200;

    private Start() {}

    private record Run(double readySeconds, double loginSeconds, double idleMebibytes, double laterMebibytes) {}

    /** Takes the number of runs, then the homes of the JDKs to run the service on; by default 5 and its own. */
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
            // the first start migrates the database and makes the key; it is not measured
            try (Service service = lab.spawn(Lab.ownJava()).awaitReady(lab.client)) {
                lab.client.register(service, Lab.USERNAME);
            }
            System.out.printf(
                    "%-24s%10s%14s%16s%22s%n",
                    "median of " + runs, "ready", "first login", "memory then", "after " + LOGINS + " logins");
            for (Path home : homes) {
                print(home, measure(lab, home, runs));
            }
        }
    }

    private static List<Run> measure(Lab lab, Path home, int runs) throws IOException, InterruptedException {
        List<Run> done = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            try (Service service = lab.spawn(Lab.javaOf(home.toString())).awaitReady(lab.client)) {
                double ready = service.sinceSpawned().toMillis() / 1e3;
                lab.client.login(service, Lab.USERNAME);
                double login = service.sinceSpawned().toMillis() / 1e3;
                long idle = service.residentMebibytes();
                for (int j = 0; j < LOGINS; j++) {
                    lab.client.login(service, Lab.USERNAME);
                }
                done.add(new Run(ready, login, idle, service.residentMebibytes()));
            }
        }
        return done;
    }

    private static void print(Path home, List<Run> runs) {
        System.out.printf(
                "%-24s%8.2f s%12.2f s%12.0f MiB%18.0f MiB%n",
                home.getFileName(),
                median(runs, Run::readySeconds),
                median(runs, Run::loginSeconds),
                median(runs, Run::idleMebibytes),
                median(runs, Run::laterMebibytes));
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> value) {
        return Loop.median(runs.stream().mapToDouble(value).toArray());
    }
}
