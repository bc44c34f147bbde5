package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/users/{id} /users/7 true",
                "/users/{id} /users/7/ false",
                "/users/{id} /users/7/x false",
                "/users/{id} /users/ false",
                "/users/{id}/sessions /users/7/sessions true",
                "/a-{v:[0-9a-f]{2}}.js /a-0f.js true",
                "/a-{v:[0-9a-f]{2}}.js /a-0fe.js false",
                "/a-{v:[0-9a-f]{2}}.js /a-0fxjs false",
                "/{n:one|two}/{rest:.+} /one/a/b true",
                "/{n:one|two}/{rest:.+} /three/a false",
            })
    void aParameterIsOneSegmentOrWhatItsExpressionMatches(String template, String path, boolean matches) {
        assertThat(PathTemplate.of(template).matches(path)).isEqualTo(matches);
    }

    @Test
    void aTemplateThatIsNotClosedIsAFault() {
        assertThatThrownBy(() -> PathTemplate.of("/a/{b")).isInstanceOf(IllegalArgumentException.class);
    }
}
