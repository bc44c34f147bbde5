package dev.latchkey.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "Alice, alice",
        "ＡＬＩＣＥ, alice",
        "Straße, STRASSE",
        "ΣΊΣΥΦΟΣ, σίσυφοσ",
        "e\u0301mile, Émile",
        "ﬁn, FIN",
    })
    void namesThatDifferInCaseOrFormAreOne(String one, String other) {
        assertThat(Names.key(one)).isEqualTo(Names.key(other));
    }

    @ParameterizedTest
    @CsvSource({"alice, alicе", "bob, b0b", "é, e"})
    void namesThatOnlyLookAlikeAreTwo(String one, String other) {
        assertThat(Names.key(one)).isNotEqualTo(Names.key(other));
    }

    @Test
    void ofEveryCharacterTheKeyIsItsOwnKeyAndThatOfBothItsCases() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                String text = Character.toString(point);
                String key = Names.key(text);

                assertThat(Names.key(key)).isEqualTo(key);
                assertThat(Names.key(text.toUpperCase(Locale.ROOT))).isEqualTo(key);
                assertThat(Names.key(text.toLowerCase(Locale.ROOT))).isEqualTo(key);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\0b", "a\nb", "\ud800", "a b"})
    void whatCanBeNobodyIsNotLookedUp(String typed) {
        assertThat(Names.lookup(typed)).isEmpty();
    }

    @Test
    void aNameOfAnyLengthIsNotLookedUp() {
        assertThat(Names.lookup("a".repeat(321))).isEmpty();
        assertThat(Names.lookup("ﷺ".repeat(300))).isEmpty();
    }

    @Test
    @DisplayName("A3: what cannot be a name is counted as it was typed, unfolded")
    void whatCannotBeANameIsCountedAsItWasTyped() {
        String longRun = "A" + "\u0316".repeat(31);

        assertThat(Names.countingKey(longRun)).isSameAs(longRun);
        assertThat(Names.lookup(longRun)).isEmpty();
        assertThat(Names.countingKey("A".repeat(321))).isEqualTo("A".repeat(321));
        assertThat(Names.countingKey("A\ud800")).isEqualTo("A\ud800");
        assertThat(Names.countingKey(" ALICE ")).isEqualTo("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob", "o.k", "Zoë", "e\u0301mile", "李小龍", "नमस्ते", "a@b", "123", "ﬁona"})
    void whatPeopleAreCalledWillDoAndLeadsBackToThem(String name) {
        assertThat(Names.isUsername(name)).isTrue();
        assertThat(Names.lookup(name)).hasValue(Names.key(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice\ufe0f",
                "ali\u034fce",
                "alice\u115f",
                "alice\u17b4",
                "alice\udb40\udd01", // invisible
                "\u3164\u3164\u3164",
                "\u0301\u0301\u0301",
                "\u0301bob",
                "...", // no letter or digit
                "ﷺﷺﷺ",
                "bob\ufe70",
                "bob\u037a1" // spaces after folding
            })
    void whatWouldPassForAnotherNameOrCouldNotSignInIsNone(String name) {
        assertThat(Names.isUsername(name)).isFalse();
    }
}
