package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.connection.Networks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, ::ffff:10.1.1.1, true",
        "10.0.0.0/8, a00::1, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.129, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::ffff:192.0.2.7, 192.0.2.7, true",
        "::1, ::1, true",
    })
    void aBlockHasItsAddressesAndNoOthers(String block, String address, boolean expected) {
        assertThat(TrustedProxies.parse(List.of(block))
                        .contain(Networks.bytes(address).orElseThrow()))
                .isEqualTo(expected);
    }

    @Test
    void byDefaultNobodyIsTrusted() {
        assertThat(TrustedProxies.parse(List.of())
                        .contain(Networks.bytes("127.0.0.1").orElseThrow()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "proxy.example.org; is not an address",
                "''; is not an address",
                "10.0.0; is not an address",
                "fe80::1%eth0; is not an address",
                "10.0.0.0/; no number",
                "10.0.0.0/eight; no number",
                "10.0.0.0/-8; no number",
                "10.0.0.0/33; from 1 to 32",
                "2001:db8::/129; from 1 to 128",
                "::ffff:10.0.0.0/104; from 1 to 32",
                "0.0.0.0/0; from 1 to 32",
                "::/0; from 1 to 128",
                "10.1.0.0/8; bits behind",
            })
    void whatIsNoBlockIsNamedAndStopsTheStart(String block, String fault) {
        assertThatThrownBy(() -> TrustedProxies.parse(List.of("10.0.0.0/8", block)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("latchkey.trusted-proxies")
                .hasMessageContaining(block)
                .hasMessageContaining(fault);
    }
}
