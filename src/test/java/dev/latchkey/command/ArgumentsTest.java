package dev.latchkey.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** D8: arguments in UTF-8 in every locale. */
class ArgumentsTest {

    @Test
    void d8TheBytesThatTheSystemHasAreReadAsUtf8() {
        byte[] line = "java\0-jar\0latchkey.jar\0user\0add\0zo\u00eb\0--email\0\0".getBytes(StandardCharsets.UTF_8);

        assertThat(Arguments.last(line, "user", "add", "zo??", "--email", ""))
                .containsExactly("user", "add", "zo\u00eb", "--email", "");
    }

    @Test
    void d8WhatIsNoUtf8OrTooShortStaysAsItWasRead() {
        byte[] latin = "user\0zo\u00eb\0".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Arguments.last(latin, "user", "zo?")).containsExactly("user", "zo?");
        assertThat(Arguments.last("user\0".getBytes(StandardCharsets.UTF_8), "user", "list"))
                .containsExactly("user", "list");
    }
}
