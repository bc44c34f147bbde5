package dev.latchkey.settings;

import dev.latchkey.config.GivenSettings;
import dev.latchkey.config.Within;
import dev.latchkey.throttle.Budget;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A setting with its type and bounds.
 *
 * @param property for example {@code latchkey.token.lifetime}
 * @param method that declares it
 */
record KnownSetting(String property, Method method) {

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,10}");
    private static final Set<String> BOOLEANS = Set.of("true", "false");

    String variable() {
        return GivenSettings.variable(property);
    }

    /** Returns what is wrong with the given value, as a whole sentence; empty also if no value is given. */
    Optional<String> fault(GivenSettings settings) {
        if (type() == String.class && byDefault().isEmpty()) {
            // any text is valid, also an empty one; ProductionSettings reports a secret's file that cannot be read
            return Optional.empty();
        }
        Optional<String> given = settings.raw(property);
        if (given.isEmpty() || (given.get().isBlank() && byDefault().isEmpty())) {
            return Optional.empty();
        }
        String text = given.get().strip();
        return (text.isEmpty() ? Optional.of("is empty") : formFault(text, settings))
                .map(what -> variable() + " " + what + ": " + cure(text));
    }

    /** Returns the effective value, if it is a duration. */
    Optional<Duration> duration(GivenSettings settings) {
        try {
            return settings.text(property)
                    .or(this::byDefault)
                    .map(String::strip)
                    .map(DurationConverter::parseDuration);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private Optional<String> formFault(String text, GivenSettings settings) {
        Class<?> type = type();
        if (type == Duration.class) {
            return durationFault(text);
        }
        if (type == int.class) {
            return numberFault(text);
        }
        if (type == boolean.class || type == Boolean.class) {
            return BOOLEANS.contains(text) ? Optional.empty() : Optional.of("is neither true nor false");
        }
        if (type == Budget.class) {
            return refused(() -> Budget.parse(text)) ? Optional.of("is not a limit") : Optional.empty();
        }
        if (type.isEnum()) {
            return refused(() -> settings.converted(text, type))
                    ? Optional.of("is not one of " + constants(type))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<String> durationFault(String text) {
        Duration value;
        try {
            value = DurationConverter.parseDuration(text);
        } catch (IllegalArgumentException e) {
            return Optional.of("is not a duration");
        }
        Within bounds = method.getAnnotation(Within.class);
        boolean good = bounds == null
                || (value.compareTo(DurationConverter.parseDuration(bounds.least())) >= 0
                        && value.compareTo(DurationConverter.parseDuration(bounds.most())) <= 0);
        return good ? Optional.empty() : Optional.of("is not from " + bounds.least() + " to " + bounds.most());
    }

    private Optional<String> numberFault(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.of("is not a whole number");
        }
        long value = Long.parseLong(text);
        Within bounds = method.getAnnotation(Within.class);
        long least = bounds == null ? Integer.MIN_VALUE : Long.parseLong(bounds.least());
        long most = bounds == null ? Integer.MAX_VALUE : Long.parseLong(bounds.most());
        return value < least || value > most ? Optional.of("is not from " + least + " to " + most) : Optional.empty();
    }

    private String cure(String text) {
        String example = "for example " + byDefault().orElse("4");
        String cure =
                type() == Duration.class ? "write a number with ms, s, m, h or d, " + example : "write " + example;
        return text.isEmpty() ? "leave it out, or " + cure : cure;
    }

    Optional<String> byDefault() {
        return Optional.ofNullable(method.getAnnotation(WithDefault.class))
                .map(WithDefault::value)
                .filter(value -> !value.isEmpty());
    }

    /** Returns the type of a single value: the element of a list, or the content of an optional. */
    private Class<?> type() {
        Type type = method.getGenericReturnType();
        while (type instanceof ParameterizedType outer) {
            type = outer.getActualTypeArguments()[0];
        }
        return type == OptionalInt.class ? int.class : (Class<?>) type;
    }

    private static String constants(Class<?> type) {
        List<Object> constants = Arrays.asList(type.getEnumConstants());
        return constants.stream()
                .map(each -> ((Enum<?>) each).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }

    private static boolean refused(Runnable reading) {
        try {
            reading.run();
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
