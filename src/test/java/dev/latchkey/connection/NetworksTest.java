package dev.latchkey.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.129, 192.0.2.0/24",
        "255.255.255.255, 255.255.255.0/24",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "::1, 0:0:0:0::/64",
        "fe80::1%eth0, fe80:0:0:0::/64"
    })
    void anAddressIsInItsNetwork(String address, String network) {
        assertThat(Networks.prefix(address)).contains(network);
    }

    @ParameterizedTest(name = "B1: {0}")
    @CsvSource({
        "192.0.2.129, 192.0.2.0/24",
        "::ffff:192.0.2.129, 192.0.2.0/24",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64 2001:db8:1:0::/56 2001:db8:1::/48",
        "2001:db8:1:2ff::6, 2001:db8:1:2ff::/64 2001:db8:1:200::/56 2001:db8:1::/48",
        "2001:db8:ffff:ffff::6, 2001:db8:ffff:ffff::/64 2001:db8:ffff:ff00::/56 2001:db8:ffff::/48",
        "::1, 0:0:0:0::/64 0:0:0:0::/56 0:0:0::/48"
    })
    void anAddressIsInTheBlocksAroundItsNetwork(String address, String blocks) {
        assertThat(Networks.prefixes(Networks.bytes(address).orElseThrow())).containsExactly(blocks.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "1.2.3.4.5", "1.2.3", "a.example", "::g", "/tmp/socket"})
    void whatIsNoAddressIsInNone(String text) {
        assertThat(Networks.prefix(text)).isEmpty();
    }

    @Test
    void anIpv4AddressInDisguiseIsInItsOwnNetwork() {
        assertThat(Networks.prefix("::ffff:192.0.2.129")).contains("192.0.2.0/24");
    }
}
