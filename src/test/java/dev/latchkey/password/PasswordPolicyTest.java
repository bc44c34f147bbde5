package dev.latchkey.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    private static final CommonPasswords COMMON = new CommonPasswords();

    private final PasswordPolicy policy = new PasswordPolicy(COMMON);

    @Test
    void theListIsAsLongAsThePageSays() {
        assertThat(COMMON.size()).isEqualTo(39_332);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"password", "Password", "12345678", "iloveyou1", "correct horse battery staple", "ｐａｓｓｗｏｒｄ"})
    void commonOnesAreRefusedInAnyCaseAndForm(String password) {
        assertThat(fault(password)).isEqualTo("must not be one of the commonest passwords");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a raven on a writing desk", "zxkvjq w", "\0\0\0\0\0\0\0\0", "пароль-и-ещё", "        "})
    void anyOtherUnicodeWillDo(String password) {
        assertThat(policy.fault(new PlainPassword(password))).isEmpty();
    }

    @ParameterizedTest(name = "B5: {0}")
    @ValueSource(strings = {"zxkvjqw", "", "😀😀", "пара", "😀🦉🔑🗝🦊🐺🦁", "ａｂｃ", "密码密码密码密"})
    void lengthIsCountedInCodePoints(String password) {
        assertThat(fault(password)).isEqualTo("must have at least 8 characters");
    }

    @Test
    @DisplayName("B5: eight characters are enough in any script, and 4,096 are not too many")
    void eightOfAnyScriptAreEnough() {
        assertThat(policy.fault(new PlainPassword("😀🦉🔑🗝🦊🐺🦁🐙"))).isEmpty();
        assertThat(policy.fault(new PlainPassword("кофтаезд"))).isEmpty();
        assertThat(policy.fault(new PlainPassword("жук ".repeat(1024)))).isEmpty();
        assertThat(fault("жук ".repeat(1024) + "x")).isEqualTo("must have at most 4096 characters");
    }

    @Test
    @DisplayName("B5: a form that shrinks is measured as it is hashed")
    void aFormThatShrinksIsMeasuredAsItIsHashed() {
        assertThat(fault("e\u0301a\u0301o\u0301u\u0301")).isEqualTo("must have at least 8 characters");
        assertThat(fault("\u1112\u1161\u11ab\u1100\u1173\u11af\u1107\u1175"))
                .isEqualTo("must have at least 8 characters");
    }

    @Test
    @DisplayName("A3: more than 30 combining marks in a row are refused before they are normalised")
    void longRunsOfMarksAreRefused() {
        assertThat(policy.fault(new PlainPassword("letter " + "a" + "\u0316".repeat(30) + " and more")))
                .isEmpty();
        assertThat(fault("letter " + "a" + "\u0316".repeat(31) + " and more"))
                .isEqualTo("must not have more than 30 combining marks in a row");
        assertThat(policy.faultFor(new PlainPassword("a" + "\u0344".repeat(4000)), "alice"))
                .isPresent();
    }

    @Test
    void halfOfASurrogatePairIsNoCharacter() {
        assertThat(fault("long enough \ud83d")).isEqualTo("must be well-formed Unicode");
    }

    @Test
    void onesOwnNameIsNoPassword() {
        assertThat(policy.faultFor(new PlainPassword("AliceOfWonderland"), "aliceofwonderland", null))
                .isPresent();
        assertThat(policy.faultFor(new PlainPassword("alice@example.org"), "alice", "Alice@Example.org"))
                .isPresent();
        assertThat(policy.faultFor(new PlainPassword("through the looking glass"), "alice", null))
                .isEmpty();
    }

    @Test
    void aPasswordNeverShowsItself() {
        assertThat(new PlainPassword("a raven on a writing desk")).hasToString("<password>");
    }

    private String fault(String password) {
        return policy.fault(new PlainPassword(password)).orElseThrow();
    }
}
