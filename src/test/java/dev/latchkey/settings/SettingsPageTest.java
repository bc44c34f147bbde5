package dev.latchkey.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.NothingGiven;
import dev.latchkey.config.GivenSettings;
import dev.latchkey.config.Within;
import dev.latchkey.throttle.Budget;
import io.smallrye.config.EnvConfigSource;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** docs/settings.md lists every setting as in the code, and the README lists those that production needs. */
@ExtendWith(NothingGiven.class)
class SettingsPageTest {

    private static final Pattern ROW = Pattern.compile("^\\| `(LATCHKEY_[A-Z_]+)` \\|(.*)\\|$", Pattern.MULTILINE);
    private static final Pattern REQUIRED = Pattern.compile("^(LATCHKEY_[A-Z_]+) is missing: ");
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");

    private static Map<String, Row> page;
    private static Map<String, KnownSetting> known;

    /** A row of the page: the cells after the variable. */
    private record Row(String byDefault, String value, String what, String since) {

        private static Row of(String cells) {
            List<String> texts =
                    Arrays.stream(cells.split("\\|")).map(String::strip).toList();
            assertThat(texts).as(cells).hasSize(4);
            return new Row(texts.get(0), texts.get(1), texts.get(2), texts.get(3));
        }
    }

    @BeforeAll
    static void read() throws IOException {
        page = ROW.matcher(Files.readString(Path.of("docs/settings.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> Row.of(row.group(2))));
        known = KnownSettings.all().stream().collect(Collectors.toMap(KnownSetting::variable, Function.identity()));
    }

    @Test
    void everySettingAndNothingElseHasARow() {
        assertThat(page.keySet())
                .containsExactlyInAnyOrderElementsOf(known.keySet())
                .hasSizeGreaterThan(40);
    }

    @Test
    void everyDefaultIsThatOfTheCode() {
        known.forEach((variable, setting) -> {
            String cell = page.get(variable).byDefault();
            setting.byDefault()
                    .ifPresentOrElse(
                            value -> assertThat(cell).as(variable).isEqualTo("`" + value + "`"),
                            // without a default there is a word instead of an example
                            () -> assertThat(cell).as(variable).isNotBlank().doesNotContain("`"));
        });
    }

    @Test
    void everyFormAndBoundIsThatOfTheCode() {
        known.forEach((variable, setting) ->
                assertThat(page.get(variable).value()).as(variable).isEqualTo(form(setting)));
    }

    /** One constraint of Bean Validation on a setting, and Quarkus builds the validator's model of all classes twice at each start. */
    @Test
    void everyNumberHasBoundsAndNoSettingAConstraint() {
        assertThat(known.values().stream().map(KnownSetting::method)).allSatisfy(method -> {
            assertThat(method.getAnnotations())
                    .noneMatch(each -> each.annotationType().getName().startsWith("jakarta.validation"));
            if (method.getReturnType() == int.class || method.getReturnType() == OptionalInt.class) {
                assertThat(method.isAnnotationPresent(Within.class))
                        .as(method.toString())
                        .isTrue();
            }
        });
    }

    @Test
    void everySettingIsExplainedAndHasAVersion() {
        assertThat(page).allSatisfy((variable, row) -> {
            assertThat(row.what()).hasSizeGreaterThan(15);
            assertThat(row.since()).matches(VERSION);
        });
    }

    @Test
    void whatProductionNeedsIsMarkedAndInTheReadme() throws IOException {
        List<String> required =
                SettingsCheck.faults(GivenSettings.read(new EnvConfigSource(Map.of(), Integer.MAX_VALUE))).stream()
                        .flatMap(fault -> REQUIRED.matcher(fault).results())
                        .map(fault -> fault.group(1))
                        .toList();

        assertThat(page.keySet().stream()
                        .filter(variable -> page.get(variable).byDefault().equals("required")))
                .containsExactlyInAnyOrderElementsOf(required);
        assertThat(ROW.matcher(Files.readString(Path.of("README.md"))).results().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(required);
    }

    /** Returns the form of a setting as the page writes it. */
    private static String form(KnownSetting setting) {
        Type type = setting.method().getGenericReturnType();
        String list = "";
        while (type instanceof ParameterizedType outer) {
            list = outer.getRawType() == List.class ? "list of " : list;
            type = outer.getActualTypeArguments()[0];
        }
        return list + form(setting, (Class<?>) type);
    }

    private static String form(KnownSetting setting, Class<?> type) {
        if (type == Duration.class || type == int.class || type == OptionalInt.class) {
            Within bounds = setting.method().getAnnotation(Within.class);
            return (type == Duration.class ? "duration, " : "number, ") + bounds.least() + " to " + bounds.most();
        }
        if (type == boolean.class || type == Boolean.class) {
            return "`true`, `false`";
        }
        if (type == Budget.class) {
            return "limit";
        }
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(each -> "`"
                                + ((Enum<?>) each)
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-') + "`")
                        .collect(Collectors.joining(", "))
                : "text";
    }
}
