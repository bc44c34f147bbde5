package dev.latchkey.settings;

import dev.latchkey.config.GivenSettings;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Finds names that look like settings of Latchkey but are not. The service would ignore them, against the operator's intention. Variables
 * that Kubernetes and Docker set for a service named {@code latchkey} are exempt.
 */
final class UnknownNames {

    private static final Pattern ELEMENT_OF_PROPERTY = Pattern.compile("\\[[0-9]+\\]$");
    private static final Pattern ELEMENT_OF_VARIABLE = Pattern.compile("_[0-9]+_$");
    private static final Pattern SERVICE_LINK = Pattern.compile("LATCHKEY(?:_[A-Z0-9_]+)?"
            + "(?:_SERVICE_HOST|_SERVICE_PORT(?:_[A-Z0-9_]+)?|_PORT_[0-9]+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)");
    private static final Pattern SERVICE_PORT = Pattern.compile("LATCHKEY(?:_[A-Z0-9_]+)?_PORT");
    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(?:tcp|udp|sctp)://.*");

    private final GivenSettings settings;
    private final List<String> properties;
    private final List<String> variables;

    UnknownNames(GivenSettings settings, List<KnownSetting> known) {
        this.settings = settings;
        this.properties = known.stream().map(KnownSetting::property).toList();
        this.variables = known.stream().map(KnownSetting::variable).toList();
    }

    List<String> faults() {
        return settings.names().stream()
                .filter(name -> !isKnown(name) && !isServiceLink(name))
                .map(name -> name + " is not a setting: the nearest is "
                        + nearest(name, isProperty(name) ? properties : variables)
                        + "; correct the name or remove it")
                .toList();
    }

    private boolean isKnown(String name) {
        return isProperty(name)
                ? properties.contains(ELEMENT_OF_PROPERTY.matcher(name).replaceFirst(""))
                : variables.contains(ELEMENT_OF_VARIABLE.matcher(name).replaceFirst(""));
    }

    private static boolean isProperty(String name) {
        return name.indexOf('.') >= 0;
    }

    private boolean isServiceLink(String name) {
        return SERVICE_LINK.matcher(name).matches()
                || (SERVICE_PORT.matcher(name).matches()
                        && settings.written(name)
                                .filter(value -> SERVICE_ADDRESS.matcher(value).matches())
                                .isPresent());
    }

    static String nearest(String name, Collection<String> names) {
        Function<String, Integer> distance = each -> distance(name, each);
        return names.stream()
                .min(Comparator.comparing(distance).thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** Returns the number of characters to add, remove, replace or swap with a neighbour (optimal string alignment). */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
            }
        }
        return cost[a.length()][b.length()];
    }
}
