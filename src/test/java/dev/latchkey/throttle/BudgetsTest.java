package dev.latchkey.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetsTest {

    @ParameterizedTest(name = "B7: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "10, then 1 per 10m|10|PT10M",
                "60, then 2 per 1m|60|PT30S",
                "1, then 1000 per 1s|1|PT0.001S",
                "1000000, then 1 per 1d|1000000|PT24H",
                " 300, THEN 1 PER 250ms |300|PT0.25S",
            })
    void aBudgetIsReadFromItsText(String text, int burst, Duration period) {
        assertThat(Budget.parse(text)).isEqualTo(new Budget(burst, period));
    }

    @ParameterizedTest(name = "B7: {0}")
    @ValueSource(
            strings = {
                "",
                "10",
                "10 per 10m",
                "0, then 1 per 10m",
                "10, then 0 per 10m",
                "-1, then 1 per 10m",
                "10, then 1 per 0s",
                "10, then 1 per 2d",
                "10, then 5000 per 1s",
                "9999999, then 1 per 1s",
                "10, then 1 per 10",
                "١٠, then 1 per 10m",
                "99999999999, then 1 per 10m"
            })
    void anythingElseIsRefusedWithTheNameOfTheSetting(String text) {
        assertThatThrownBy(() -> settings(Map.of("latchkey.throttle.login", text.isEmpty() ? " x" : text)))
                .hasMessageContaining("latchkey.throttle.login")
                .hasMessageContaining("limit");
    }

    @Test
    @DisplayName("B7: what is not set is as it was")
    void whatIsNotSetIsAsItWas() {
        ThrottleConfig set = settings(Map.of("latchkey.throttle.register", "7, then 1 per 1h"));

        assertThat(Budgets.setting(set, Limit.REGISTER)).isEqualTo(new Budget(7, Duration.ofHours(1)));
        assertThat(Budgets.setting(set, Limit.LOGIN)).isEqualTo(new Budget(10, Duration.ofMinutes(10)));
        assertThat(Budgets.setting(set, Limit.LOGIN_ACCOUNT)).isEqualTo(new Budget(100, Duration.ofMinutes(5)));
        assertThat(Budgets.setting(set, Limit.LOGIN_NETWORK)).isEqualTo(new Budget(300, Duration.ofSeconds(12)));
        assertThat(Budgets.setting(set, Limit.LOGIN_DEVICE)).isEqualTo(new Budget(20, Duration.ofMinutes(5)));
        assertThat(Budgets.setting(set, Limit.REGISTER_FAILED)).isEqualTo(new Budget(600, Duration.ofSeconds(3)));
        assertThat(Budgets.setting(set, Limit.REFRESH)).isEqualTo(new Budget(300, Duration.ofSeconds(1)));
        assertThat(Budgets.setting(set, Limit.PASSWORD)).isEqualTo(new Budget(10, Duration.ofMinutes(10)));
        assertThat(Budgets.setting(set, Limit.EXPORT)).isEqualTo(new Budget(5, Duration.ofMinutes(12)));
    }

    @Test
    @DisplayName("B1: the blocks around a network have growing budgets")
    void blocksHaveGrowingBudgets() {
        Budgets budgets = new Budgets(DefaultBudgets.SETTINGS);

        assertThat(budgets.of(Limit.LOGIN, 1)).isEqualTo(new Budget(20, Duration.ofMinutes(10)));
        assertThat(budgets.of(Limit.LOGIN, 2)).isEqualTo(new Budget(40, Duration.ofMinutes(10)));
        assertThat(budgets.of(Limit.LOGIN_NETWORK, 1)).isEqualTo(new Budget(600, Duration.ofSeconds(6)));
        assertThat(budgets.of(Limit.LOGIN_NETWORK, 2)).isEqualTo(new Budget(1200, Duration.ofSeconds(3)));
        assertThat(budgets.of(Limit.REGISTER, 2)).isEqualTo(new Budget(240, Duration.ofMillis(7500)));
        assertThat(budgets.letOneNetworkKeepAnAccountFull()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Limit.class,
            names = {"LOGIN", "LOGIN_USER"})
    @DisplayName("B1: no block fills an account's budget alone, however it is set")
    void noBlockFillsAnAccount(Limit limit) {
        Budgets budgets = new Budgets(settings(Map.of("latchkey.throttle.login", "40, then 1 per 10m")));

        assertThat(budgets.of(limit, 2).burst()).isEqualTo(50);
        assertThat(new Budgets(settings(Map.of("latchkey.throttle.login", "40, then 1 per 1m")))
                        .letOneNetworkKeepAnAccountFull())
                .isTrue();
    }

    private static ThrottleConfig settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(ThrottleConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(ThrottleConfig.class);
    }
}
