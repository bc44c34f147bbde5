package dev.latchkey.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.password.bcrypt.BcryptEngine;
import dev.latchkey.problem.Fault;
import dev.latchkey.problem.ViolationCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    private static final CommonPasswords COMMON = new CommonPasswords();

    private final PasswordPolicy policy = new PasswordPolicy(COMMON, new WordsOf("acme"));

    @Test
    void theListIsAsLongAsThePageSays() {
        assertThat(COMMON.size()).isEqualTo(39_332);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"password", "Password", "12345678", "iloveyou1", "correct horse battery staple", "ｐａｓｓｗｏｒｄ"})
    void commonOnesAreRefusedInAnyCaseAndForm(String password) {
        assertThat(fault(password)).isEqualTo(PasswordPolicy.COMMON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a raven on a writing desk",
                "zxkvjq w",
                "пароль-и-ещё",
                "k8#vQz!m2Lp",
                "Ångström’s ① ключ 🔑",
                "the pool on the roof must have a leak",
                "\0\1\7\3\0\2\6\4",
                "correct horse battery stable",
                "my latchkey hangs by the door",
                "W7pq0aXz",
                "3f9c1e77ab20d4586e",
                "tr0ub4dor&3 and more",
                "Summer in the city of glass",
                "may the wind be at your back"
            })
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
        assertThat(policy.fault(
                        new PlainPassword("letter " + "a" + "\u0316".repeat(30) + " and more words that are neither")))
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

    @ParameterizedTest(name = "B6: {0}")
    @ValueSource(
            strings = {
                "Password1!",
                "P@ssw0rd1",
                "Summer2026!",
                "p4$$w0rd99",
                "!!Passw0rd",
                "drowssap1",
                "Monday2026",
                "December25!",
                "May2026!",
                "2026Summer",
                "w3lc0me123",
                "Welcome-2026!",
                "dragon12345",
                "monkeymonkey1",
                "M0nk3y!!2026",
                "l0v3l0v3l0v3",
                "Fall2026!",
                "Passwort1!",
                "sunshine_1234",
                "p.a.s.s.w.o.r.d.1",
                "P a s s w o r d 1",
                "ｐａｓｓｗｏｒｄ１！"
            })
    void commonWordsWithTheUsualMutationsAreRefused(String password) {
        assertThat(fault(password)).isIn(PasswordPolicy.COMMON, PasswordPolicy.PATTERN);
    }

    @ParameterizedTest(name = "B6: {0}")
    @ValueSource(
            strings = {
                "latchkey1",
                "L@tchk3y!",
                "Latchkey2026!",
                "latchkeylatchkey",
                "latch-key-99",
                "yekhctal1",
                "acme2026!",
                "4cm3acme1",
                "acme-latchkey",
                "latchkeypassword",
                "!acmepassword"
            })
    void theNamesOfTheServiceAreRefused(String password) {
        // "acme" is common, too
        assertThat(fault(password)).isIn(PasswordPolicy.CONTEXT, PasswordPolicy.COMMON);
    }

    @ParameterizedTest(name = "B6: {0}")
    @ValueSource(
            strings = {
                "aaaaaaaa",
                "        ",
                "🦉🦉🦉🦉🦉🦉🦉🦉",
                "abcdefgh",
                "87654321",
                "abcd1234",
                "qwertyuiop",
                "asdfghjk",
                "1q2w1q2w",
                "abcabcabc",
                "xyxyxyxy",
                "йцукенгш",
                "aaaabbbb",
                "zyxwvuts",
                "vqzmvqzmvqzm",
                "112233445566"
            })
    void patternsAreRefused(String password) {
        assertThat(fault(password)).isIn(PasswordPolicy.COMMON, PasswordPolicy.PATTERN);
    }

    @ParameterizedTest(name = "B6: {0}")
    @ValueSource(
            strings = {
                "cheshire.katz",
                "Cheshire.Katz1",
                "cheshire1",
                "katz2026!",
                "Ch3sh1r3!",
                "wonderland9",
                "w0nderl@nd",
                "cheshirekatz",
                "katzkatz1",
                "cheshire-wonderland",
                "erihsehc1",
                "cheshirepassword",
                "Cheshire.Katz@wonderland.example",
                "cheshire.katz@wonderland.example1",
                "c.katz+shop12"
            })
    void onesOwnNameIsNoPassword(String password) {
        assertThat(policy.faultFor(new PlainPassword(password), "cheshire.katz", "c.katz+shop@wonderland.example"))
                .contains(Fault.of(ViolationCode.TOO_PERSONAL, PasswordPolicy.CONTEXT));
    }

    @Test
    @DisplayName("B6: a name in a longer text is no harm, and a short or missing one none either")
    void aNameInALongerTextIsNoHarm() {
        assertThat(policy.faultFor(new PlainPassword("through the looking glass"), "alice", null))
                .isEmpty();
        assertThat(policy.faultFor(new PlainPassword("alice fell through a looking glass"), "alice", "a@b.example"))
                .isEmpty();
        assertThat(policy.faultFor(new PlainPassword("bo45!kz7x"), "bo", null)).isEmpty();
        assertThat(policy.faultFor(new PlainPassword("李小龍12345"), "李小龍", null)).isPresent();
        assertThat(policy.faultFor(new PlainPassword("AliceOfWonderland"), "aliceofwonderland", null))
                .isPresent();
    }

    @Test
    void aPasswordNeverShowsItself() {
        assertThat(new PlainPassword("a raven on a writing desk")).hasToString("<password>");
    }

    private record WordsOf(String word) implements PasswordConfig {
        @Override
        public int cost() {
            return 4;
        }

        @Override
        public BcryptEngine engine() {
            return BcryptEngine.TWIN;
        }

        @Override
        public Optional<List<String>> contextWords() {
            return Optional.of(List.of(word));
        }
    }

    private String fault(String password) {
        return policy.fault(new PlainPassword(password)).orElseThrow().message();
    }
}
