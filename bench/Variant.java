import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A way to start the service, with the options of its image; or the peer that it is compared with. */
enum Variant {
    EXPRESS("Express, native bcrypt"),
    JVM("JVM"),
    AOT("JVM, AOT cache"),
    NATIVE("native");

    private final String title;
    private List<String> line = List.of();

    Variant(String title) {
        this.title = title;
    }

    /**
     * Prepares the variants, and returns those that this machine has: a cache needs JDK 25, and a binary must have been built before.
     *
     * @param wanted the variants to prepare
     */
    static List<Variant> prepare(Path home, Set<Variant> wanted) throws IOException, InterruptedException {
        List<Variant> ready = new ArrayList<>();
        for (Variant each : wanted) {
            if (each.prepare(home)) {
                ready.add(each);
                System.out.printf("%-24s%s%n", each.title, String.join(" ", each.line));
            } else {
                System.out.printf("%-24snot here%n", each.title);
            }
        }
        System.out.println();
        return ready;
    }

    private boolean prepare(Path home) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(Image.options(this == NATIVE ? Image.BINARY : Image.JVM));
        switch (this) {
            case EXPRESS:
                Peer.prepareExpress();
                line = List.of("node", "bench/peers/express/server.mjs", "bcrypt");
                return true;
            case NATIVE:
                line = words(binary(), options);
                return !line.get(0).isEmpty();
            case AOT:
                if (!Cache.isSupported(home)) {
                    return false;
                }
                options.add(0, Cache.train(home, options));
                System.out.printf("the AOT cache has %d MiB%n", Cache.mebibytes());
                line = words(Lab.javaOf(home.toString()).toString(), options, "-jar", Service.JAR);
                return true;
            default:
                line = words(Lab.javaOf(home.toString()).toString(), options, "-jar", Service.JAR);
                return true;
        }
    }

    private static List<String> words(String program, List<String> options, String... further) {
        List<String> words = new ArrayList<>(List.of(program));
        words.addAll(options);
        words.addAll(List.of(further));
        return words;
    }

    /** Returns the path of the native binary, or nothing. */
    private static String binary() throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of("target"), "*-runner")) {
            for (Path each : found) {
                return each.toAbsolutePath().toString();
            }
        }
        return "";
    }

    String title() {
        return title;
    }

    boolean isPeer() {
        return this == EXPRESS;
    }

    /** Starts a process and waits until it is ready. All calls come from this machine, so attempts are not limited. */
    Fresh start(Lab lab, Map<String, String> settings) throws Exception {
        if (isPeer()) {
            return Fresh.of(lab, Peer.express("bcrypt"));
        }
        Map<String, String> all = new HashMap<>(settings);
        all.put("LATCHKEY_THROTTLE_ENABLED", "false");
        return Fresh.of(lab, lab.spawn(line, all).awaitReady(lab.client));
    }

    Fresh start(Lab lab) throws Exception {
        return start(lab, Map.of());
    }
}
