package dev.latchkey.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredPasswordTest {

    private static final String BCRYPT = "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";
    private static final String STORED = "hmac-sha384-bcrypt:0123456789abcdef:" + BCRYPT;

    @Test
    void tellsSchemePepperAndCost() {
        assertThat(StoredPassword.parse(STORED)).hasValueSatisfying(stored -> {
            assertThat(stored.pepperId()).isEqualTo("0123456789abcdef");
            assertThat(stored.bcrypt()).hasToString("BcryptHash[cost=10]");
        });
        assertThat(StoredPassword.format("0123456789abcdef", BCRYPT)).isEqualTo(STORED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                BCRYPT,
                "hmac-sha384-bcrypt:0123456789abcdef:",
                "hmac-sha384-bcrypt:0123456789abcdef:$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "hmac-sha384-bcrypt:0123456789abcdef:$2a$31$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "hmac-sha384-bcrypt:0123456789abcdef:$2a$03$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "hmac-sha384-bcrypt:0123456789ABCDEF:$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "hmac-sha384-bcrypt:0123456789abcdef:$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhW",
                "hmac-sha384-bcrypt:0123456789abcdef:$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWyy",
            })
    void readsNoOtherForm(String stored) {
        assertThat(StoredPassword.parse(stored)).isEmpty();
    }
}
