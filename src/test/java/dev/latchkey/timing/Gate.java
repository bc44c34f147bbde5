package dev.latchkey.timing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Tests whether an attacker who measures times can distinguish callers. Requests of all kinds are sent in turn over one connection, in a
 * different order each round, so that other load of the machine affects all of them equally.
 *
 * <p>A kind that differs is measured again, at most twice, and counts as different only if it differs each time. Chance and load do not
 * repeat; a true difference does, and more clearly with more samples.
 */
final class Gate {

    /** The threshold that dudect and the test vector leakage assessment use (Goodwill et al. 2011). */
    static final double LIMIT = 4.5;

    /**
     * The parts of the samples that are kept when slow ones are cut off. On a busy machine most requests are delayed somewhere, so the
     * fastest ones tell most.
     */
    private static final double[] KEPT = {0.25, 0.5, 0.9};

    private static final int BATCHES = 3;

    private final Wire wire;
    private final int samples;
    private final UnaryOperator<String> comparable;
    private final Random random = new Random(7);

    /**
     * Creates a gate.
     *
     * @param samples number of samples of each kind in a batch
     * @param comparable returns the part of an answer that must be the same for all kinds
     */
    Gate(Wire wire, int samples, UnaryOperator<String> comparable) {
        this.wire = wire;
        this.samples = samples;
        this.comparable = comparable;
    }

    /**
     * Requests that an attacker must not be able to distinguish from other kinds.
     *
     * @param name name of the kind
     * @param request returns the bytes of the next request
     */
    record Kind(String name, Supplier<byte[]> request) {
        Kind(String name, byte[] request) {
            this(name, () -> request);
        }
    }

    /** Sends requests without measuring them, until the code that they run is compiled. */
    void warmUp(int rounds, List<Kind> kinds) throws IOException {
        times(rounds, kinds);
    }

    /**
     * Compares all kinds with the first.
     *
     * @return the names of the kinds that differ
     * @throws AssertionError if an answer differs
     */
    List<String> differing(List<Kind> kinds) throws IOException {
        List<Kind> suspects = kinds.subList(1, kinds.size());
        for (int batch = 1; batch <= BATCHES && !suspects.isEmpty(); batch++) {
            List<Kind> measured = new ArrayList<>(suspects);
            measured.add(0, kinds.get(0));
            Map<String, Welch> found = compare(measured);
            print(batch, kinds.get(0), found);
            suspects = suspects.stream()
                    .filter(kind -> Math.abs(found.get(kind.name()).t()) >= LIMIT)
                    .toList();
        }
        return suspects.stream().map(Kind::name).toList();
    }

    private Map<String, Welch> compare(List<Kind> kinds) throws IOException {
        double[][] times = times(samples, kinds);
        Map<String, Welch> found = new LinkedHashMap<>();
        for (int i = 1; i < kinds.size(); i++) {
            found.put(kinds.get(i).name(), clearest(times[0], times[i]));
        }
        return found;
    }

    private static Welch clearest(double[] reference, double[] other) {
        return Arrays.stream(KEPT)
                .mapToObj(kept -> Welch.ofTrimmed(reference, other, kept))
                .max(Comparator.comparingDouble(welch -> Math.abs(welch.t())))
                .orElseThrow();
    }

    private double[][] times(int rounds, List<Kind> kinds) throws IOException {
        System.gc();
        double[][] times = new double[kinds.size()][rounds];
        String expected =
                comparable.apply(wire.send(kinds.get(0).request().get()).text());
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            order.add(i);
        }
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (int i : order) {
                Wire.Answer answer = wire.send(kinds.get(i).request().get());
                times[i][round] = answer.micros();
                if (!comparable.apply(answer.text()).equals(expected)) {
                    throw new AssertionError(kinds.get(i).name() + " is answered with\n" + answer.text()
                            + "\nand not with\n" + expected);
                }
            }
        }
        return times;
    }

    private void print(int batch, Kind reference, Map<String, Welch> found) {
        System.out.printf("%d samples each, batch %d, compared with: %s%n", samples, batch, reference.name());
        found.forEach((name, welch) -> System.out.printf(
                "%-45s t %6.1f   %+7.1f µs ± %.1f%n", name, welch.t(), welch.difference(), welch.error()));
    }
}
