import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Measures the service as its users start it, from the first second on: the packaged jar with the options of the image, without and with an
 * AOT cache, and the native binary, beside Express with native bcrypt. Nothing is warmed up.
 */
final class Warm {

    private static final int SECONDS = 120;
    private static final Set<String> SECTIONS =
            Set.of("start", "rate", "clients", "calls", "million", "storm", "impatient");
    private static final List<String> USUALLY = List.of("start", "rate", "clients", "calls", "storm", "impatient");

    private int seconds = SECONDS;
    private Path home = Path.of(System.getProperty("java.home"));
    private final Set<String> sections = new LinkedHashSet<>();
    /** In their order, because the others are compared with the first. */
    private final Set<Variant> wanted = EnumSet.noneOf(Variant.class);

    private Warm(String[] arguments) {
        for (String argument : arguments) {
            if (argument.matches("[0-9]+")) {
                seconds = Integer.parseInt(argument);
            } else if (argument.contains("/")) {
                home = Path.of(argument);
            } else {
                List.of(argument.split(",")).forEach(this::select);
            }
        }
        if (sections.isEmpty()) {
            sections.addAll(USUALLY);
        }
        if (wanted.isEmpty()) {
            wanted.addAll(List.of(Variant.values()));
        }
    }

    private void select(String word) {
        if (SECTIONS.contains(word)) {
            sections.add(word);
        } else {
            wanted.add(Variant.valueOf(word.toUpperCase(Locale.ROOT)));
        }
    }

    /**
     * Takes, in any order, the seconds of the section {@code rate}, the home of a JDK, and the sections and variants to measure with commas
     * between them. The default is 120, the JDK that runs this, all variants and all sections but {@code million}.
     */
    public static void main(String[] arguments) throws Exception {
        Warm warm = new Warm(arguments);
        Lab.printMachine();
        warm.printJdk();
        List<Variant> variants = Variant.prepare(warm.home, warm.wanted);
        try (Lab lab = Lab.open()) {
            // the first start migrates the database and creates the key; it is not measured
            try (Service service = lab.spawn(Lab.ownJava()).awaitReady(lab.client)) {
                lab.client.register(service, Lab.USERNAME);
                lab.client.register(service, Lab.OBSERVER);
                Crowd.register(lab.client, service);
            }
            for (Section section : warm.sections(lab)) {
                section.begin();
                for (Variant variant : variants) {
                    section.measure(variant);
                }
                section.end();
                System.out.println();
            }
        }
    }

    private List<Section> sections(Lab lab) {
        Map<String, Supplier<Section>> all = new LinkedHashMap<>();
        all.put("start", () -> new WarmStart(lab));
        all.put("rate", () -> new WarmRate(lab, seconds));
        all.put("clients", () -> new WarmClients(lab));
        all.put("calls", () -> new WarmCalls(lab, List.of(1_000, 100_000)));
        all.put("million", () -> new WarmCalls(lab, List.of(1_000, 100_000, 1_000_000)));
        List<Section> chosen = new ArrayList<>();
        all.forEach((name, section) -> {
            if (sections.contains(name)) {
                chosen.add(section.get());
            }
        });
        boolean hasStorm = sections.contains("storm");
        boolean hasImpatient = sections.contains("impatient");
        if (hasStorm || hasImpatient) {
            chosen.add(new WarmStorm(lab, hasStorm, hasImpatient));
        }
        return chosen;
    }

    /** Prints the version of the JVM; one that does not know the image's options cannot be measured. */
    private void printJdk() throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(Lab.javaOf(home.toString()).toString()));
        line.addAll(Image.options(Image.JVM));
        line.add("-version");
        Process version = new ProcessBuilder(line).redirectErrorStream(true).start();
        String answer = new String(version.getInputStream().readAllBytes()).strip();
        System.out.println(answer);
        if (!version.waitFor(10, TimeUnit.SECONDS) || version.exitValue() != 0) {
            throw new IllegalStateException(home + " does not take the options of " + Image.JVM
                    + ": name the home of a JDK like the image's, for example bench/warm /usr/lib/jvm/jdk-25");
        }
    }
}
