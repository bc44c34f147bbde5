import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that attacks one port of 127.0.0.1. It is a separate JVM with one busy thread and a low priority, because it stands for other
 * machines and must not take the processor from the service and the callers that are measured.
 */
final class Attacker implements AutoCloseable {

    /** The maximum duration of an attack, even if the program that started it has ended. */
    private static final long MOST_MILLIS = 300_000;

    private static final int OTHER_FILES = 500;

    private final Process process;
    private final Writer commands;
    private final BufferedReader reports;

    private Attacker(Process process) {
        this.process = process;
        this.commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.reports = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts an attacker with access tokens of users with many events. */
    static Attacker spawn(URI service, List<String> tokens) throws IOException {
        Process process = new ProcessBuilder(
                        "nice",
                        "-n",
                        "10",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "Attacker",
                        Integer.toString(service.getPort()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Attacker attacker = new Attacker(process);
        // not as arguments, which every user of the machine can read
        attacker.say(String.join(" ", tokens));
        return attacker;
    }

    void begin(String name) throws IOException {
        say(name);
    }

    /** Ends the attack and returns a summary of its sockets. */
    String end() throws IOException {
        say("stop");
        String report = reports.readLine();
        if (report == null) {
            throw new IOException("the attacker has ended by itself");
        }
        return report;
    }

    private void say(String line) throws IOException {
        commands.write(line + "\n");
        commands.flush();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws Exception {
        InetSocketAddress target = new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0]));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        List<Attack> attacks = new Attacks(List.of(in.readLine().split(" "))).all();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String name = line;
            Attack attack = attacks.stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            // any further input, or its end, ends the attack
            new Swarm(target, attack, mostSockets()).run(MOST_MILLIS, () -> hasMore(in));
            if (!"stop".equals(in.readLine())) {
                return;
            }
        }
    }

    private static boolean hasMore(BufferedReader in) {
        try {
            return in.ready();
        } catch (IOException e) {
            return true;
        }
    }

    private static int mostSockets() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.UnixOperatingSystemMXBean unix
                ? (int) Math.min(unix.getMaxFileDescriptorCount() - OTHER_FILES, Integer.MAX_VALUE)
                : Integer.MAX_VALUE;
    }
}
