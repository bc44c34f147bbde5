package dev.latchkey.password;

import static org.assertj.core.api.Assertions.assertThat;

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
    @ValueSource(
            strings = {"a raven on a writing desk", "zxkvjq w", "\0\0\0\0\0\0\0\0", "пароль-и-ещё", "🦉🦉🦉", "        "
            })
    void anyOtherUnicodeWillDo(String password) {
        assertThat(policy.fault(new PlainPassword(password))).isEmpty();
    }

    @Test
    void lengthIsCountedInBytes() {
        assertThat(fault("zxkvjqw")).isEqualTo("must have at least 8 bytes");
        assertThat(fault("")).isEqualTo("must have at least 8 bytes");
        assertThat(policy.fault(new PlainPassword("ж".repeat(2048)))).isEmpty();
        assertThat(fault("ж".repeat(2048) + "x")).isEqualTo("must have at most 4096 bytes");
    }

    @Test
    void aFormThatShrinksIsMeasuredAsItIsHashed() {
        assertThat(fault("ａｂｃ")).isEqualTo("must have at least 8 bytes");
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
