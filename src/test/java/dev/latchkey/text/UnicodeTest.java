package dev.latchkey.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import java.text.Normalizer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnicodeTest {

    @ParameterizedTest(name = "A3: {0}")
    @ValueSource(
            strings = {
                "\u0344", // two marks when decomposed
                "\u0316",
                "\u0f73", // two marks
                "\u20dd", // enclosing
                "\u0903", // spacing
                "\uff9e", // a letter until it is decomposed
                "\uff9f",
                "\ud834\udd65", // beyond the basic plane
                "\u0300\u0316" // not in canonical order
            })
    @DisplayName("A3: more than 30 combining marks in a row are dear to normalise")
    void longRunsOfMarksAreFound(String mark) {
        int marks = mark.codePointCount(0, mark.length());

        assertThat(Unicode.isCheapToNormalize("a" + mark.repeat(30 / marks))).isTrue();
        assertThat(Unicode.isCheapToNormalize("a" + mark.repeat(30 / marks + 1)))
                .isFalse();
        assertThat(Unicode.isCheapToNormalize(mark.repeat(30 / marks + 1) + "a"))
                .isFalse();
        assertThat(Unicode.isCheapToNormalize(("a" + mark).repeat(4000))).isTrue();
    }

    @Test
    @DisplayName("A3: whatever decomposes into a leading combining mark is counted as one")
    void nothingElseBecomesAMark() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                continue;
            }
            for (Normalizer.Form form : new Normalizer.Form[] {Normalizer.Form.NFD, Normalizer.Form.NFKD}) {
                int first =
                        Normalizer.normalize(Character.toString(point), form).codePointAt(0);
                // marks of class 0, such as half of Thai SARA AM, are not sorted
                if (Character.isDefined(first) && UCharacter.getCombiningClass(first) > 0) {
                    assertThat(Unicode.isMark(point)).as("U+%04X", point).isTrue();
                }
            }
        }
    }

    @Test
    @DisplayName("A3: a code point adds at most three marks of its own behind its base")
    void aDecompositionIsShort() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                String form = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD);
                int run = 0;
                for (int each : form.codePoints().toArray()) {
                    run = UCharacter.getCombiningClass(each) > 0 ? run + 1 : 0;
                    assertThat(run).as("U+%04X", point).isLessThanOrEqualTo(4);
                }
            }
        }
    }
}
