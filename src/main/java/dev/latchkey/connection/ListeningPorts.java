package dev.latchkey.connection;

import dev.latchkey.config.GivenSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks whether the service's two ports can be opened, before anything else. The server would notice only after the migration. */
public final class ListeningPorts {

    private static final String ALL = "0.0.0.0";

    private ListeningPorts() {}

    /**
     * Returns the ports that cannot be opened. Keeps the first one open while it tries the second, to detect the same number for both.
     *
     * @param settings what was given
     * @return a sentence for each port that cannot be opened, which names the environment variable and the remedy
     */
    public static List<String> faults(GivenSettings settings) {
        List<String> faults = new ArrayList<>();
        if (settings.text("quarkus.http.so-reuse-port").map(Boolean::valueOf).orElse(false)) {
            // another process may listen there on purpose
            return faults;
        }
        try (ServerSocket service = new ServerSocket();
                ServerSocket management = new ServerSocket()) {
            open(service, settings, "quarkus.http", 8080).ifPresent(faults::add);
            open(management, settings, "quarkus.management", 9000).ifPresent(faults::add);
        } catch (IOException e) {
            throw new IllegalStateException("a socket that was asked only cannot be closed", e);
        }
        return faults;
    }

    private static Optional<String> open(ServerSocket socket, GivenSettings settings, String prefix, int usual) {
        String host = settings.text(prefix + ".host").orElse(ALL);
        String text = settings.text(prefix + ".port").orElse(Integer.toString(usual));
        String variable = prefix.replace('.', '_').toUpperCase(Locale.ROOT);
        InetSocketAddress address;
        try {
            address = new InetSocketAddress(host, Integer.parseInt(text.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.of(variable + "_PORT is no port: give a number from 0 to 65535, for example " + usual);
        }
        if (address.isUnresolved()) {
            return Optional.of(variable + "_HOST names no address: give one of this machine's, or leave it out");
        }
        try {
            // as Netty does: detects a listener, but ignores connections that a former process left in TIME_WAIT
            socket.setReuseAddress(true);
            socket.bind(address);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(variable + "_PORT is " + address.getPort() + ", which cannot be opened on " + host + " ("
                    + e.getMessage() + "): stop the program that listens there, or give another port or host");
        }
    }
}
