package dev.latchkey.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookAlikesTest {

    @ParameterizedTest(name = "B4: {0}")
    @ValueSource(
            strings = {
                "аlice", // Cyrillic a
                "pаypal",
                "αlice", // Greek alpha
                "alicе7",
                "ivan_иван",
                "аdmin@example.org",
                "bob१२३४৫", // digits of two scripts
                "gօogle", // Armenian o
                "Ꮯarol", // Cherokee
                "lіnux"
            })
    void aNameOfSeveralAlphabetsIsNone(String name) {
        assertThat(LookAlikes.isOfOneScript(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "Zoë",
                "иван",
                "Ελένη",
                "李小龍",
                "李小龍john",
                "たなかさん",
                "tanaka田中",
                "김철수kim",
                "नमस्ते",
                "محمد",
                "משה",
                "o.k_-@+9",
                "user1234",
                "bob@example.org",
                "สมชาย",
                "ＡＬＩＣＥ",
                "иван2026",
                "Nguyễn"
            })
    @DisplayName("B4: names of one script, and those of East Asia beside Latin, will do")
    void namesOfOneScriptWillDo(String name) {
        assertThat(LookAlikes.isOfOneScript(name)).isTrue();
        assertThat(LookAlikes.hasFewMarks(name)).isTrue();
    }

    @ParameterizedTest(name = "B4: {0}")
    @ValueSource(
            strings = {
                "a\u0301\u0301lice",
                "a\u0300\u0301\u0302\u0303\u0304lice",
                "\u00e1\u0301lice", // the mark twice, once decomposed
                "z\u20dd\u20ddoe",
                "zoe\u0316\u0316"
            })
    void manyMarksAreRefused(String name) {
        assertThat(LookAlikes.hasFewMarks(name)).isFalse();
    }

    @ParameterizedTest(name = "B4: {0} {1}")
    @CsvSource({
        "paypal, раураl",
        "paypal, paypa1",
        "paypal, PaypaI",
        "paypal, PAYPAL",
        "bob, b0b",
        "modern, modem",
        "rnary, mary",
        "ALICE, al1ce",
        "scope, ѕсоре",
        "o0o, ОоО",
    })
    void namesThatLookAlikeShareASkeleton(String one, String other) {
        assertThat(LookAlikes.skeletons(one)).containsAnyElementsOf(LookAlikes.skeletons(other));
    }

    @ParameterizedTest
    @CsvSource({"mail, mall", "alice, alicia", "user12, user13", "anna, hanna", "ali, all", "иван, иванов"})
    @DisplayName("B4: other names do not")
    void otherNamesDoNot(String one, String other) {
        assertThat(LookAlikes.skeletons(one)).doesNotContainAnyElementsOf(LookAlikes.skeletons(other));
    }
}
