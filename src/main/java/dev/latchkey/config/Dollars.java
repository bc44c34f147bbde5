package dev.latchkey.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the dollar signs of operators' values literal: a password may contain <code>${</code> and {@code $$}. SmallRye Config can disable
 * expressions for all sources only, and {@code application.properties} needs them. So each dollar of an operator's value is masked below
 * the interceptor that expands expressions, and restored above it. That also holds for values that an expression refers to.
 */
final class Dollars {

    /** Ordinal of application.properties, the highest source that is not the operator's. */
    private static final int OUR_OWN = 250;

    /** Ordinal of the values that Quarkus fixed at build time. */
    private static final int FIXED = Integer.MAX_VALUE;

    /** Priority of SmallRye Config's expression interceptor. */
    private static final int EXPRESSIONS = Priorities.LIBRARY + 300;

    /** A noncharacter of Unicode. It is doubled where a value contains it. */
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

    /** Returns whether a source with this ordinal is the operator's: a variable, a property, a file of properties or of a secret. */
    static boolean isOfOperator(int ordinal) {
        return ordinal > OUR_OWN && ordinal < FIXED;
    }

    /** Masks the dollars of operators' values. Found by the service loader. */
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

    /** Restores the masked dollars. Found by the service loader. */
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
