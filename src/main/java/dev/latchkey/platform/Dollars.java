package dev.latchkey.platform;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Takes what an operator gives as it is: a password may hold <code>${</code> and {@code $$}. SmallRye Config has no switch for that other
 * than one for all sources, and {@code application.properties} refers to settings by expressions. So each dollar of an operator's value
 * is hidden below the interceptor that expands expressions, and shown again above it; values that an expression refers to keep theirs,
 * too.
 */
public final class Dollars {

    /** application.properties, the last source that an operator has no part in. */
    private static final int OUR_OWN = 250;

    /** Where Quarkus keeps what was fixed when the service was built. */
    private static final int FIXED = Integer.MAX_VALUE;

    /** Where SmallRye Config expands expressions. */
    private static final int EXPRESSIONS = Priorities.LIBRARY + 300;

    /** A noncharacter of Unicode. Where a value holds it itself, it is doubled. */
    private static final String MARK = "\uFDD0";

    private static final String HIDDEN = MARK + "\uFDD1";

    private Dollars() {}

    static String hide(String value) {
        return value.replace(MARK, MARK + MARK).replace("$", HIDDEN);
    }

    static String show(String value) {
        StringBuilder shown = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (each == MARK.charAt(0) && i + 1 < value.length()) {
                i++;
                shown.append(value.charAt(i) == MARK.charAt(0) ? MARK : "$");
            } else {
                shown.append(each);
            }
        }
        return shown.toString();
    }

    /** Whether a source with this ordinal is an operator's: a variable, a property, a file of properties or of a secret. */
    static boolean isOfOperator(int ordinal) {
        return ordinal > OUR_OWN && ordinal < FIXED;
    }

    /** Hides the dollars of operators' values. Found by the service loader. */
    @Priority(EXPRESSIONS - 50)
    public static final class Hider implements ConfigSourceInterceptor {

        private static final long serialVersionUID = 1L;

        /** For the service loader. */
        public Hider() {}

        @Override
        public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
            ConfigValue value = context.proceed(name);
            return value == null || value.getValue() == null || !isOfOperator(value.getConfigSourceOrdinal())
                    ? value
                    : value.withValue(hide(value.getValue()));
        }
    }

    /** Shows the dollars that were hidden. Found by the service loader. */
    @Priority(EXPRESSIONS + 50)
    public static final class Shower implements ConfigSourceInterceptor {

        private static final long serialVersionUID = 1L;

        /** For the service loader. */
        public Shower() {}

        @Override
        public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
            ConfigValue value = context.proceed(name);
            return value == null
                            || value.getValue() == null
                            || !value.getValue().contains(MARK)
                    ? value
                    : value.withValue(show(value.getValue()));
        }
    }
}
