package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.connection.Networks;
import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client address behind the trusted proxies 10.0.0.0/8 and 2001:db8:ffff::/48; the peer is 10.0.0.1 unless a test says otherwise. */
class ClientAddressTest {

    private static final String PEER = "10.0.0.1";

    private final ClientAddress addresses =
            new ClientAddress(TrustedProxies.parse(List.of("10.0.0.0/8", " 2001:db8:ffff::/48", "192.0.2.200")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                // what proxies write
                "203.0.113.7                                      | 203.0.113.0/24",
                "203.0.113.7:4711                                 | 203.0.113.0/24",
                "2001:db8:1:2::7                                  | 2001:db8:1:2::/64",
                "[2001:db8:1:2::7]                                | 2001:db8:1:2::/64",
                "[2001:db8:1:2::7]:4711                           | 2001:db8:1:2::/64",
                "::ffff:203.0.113.7                               | 203.0.113.0/24",
                "203.0.113.7, 10.1.1.1                            | 203.0.113.0/24",
                "203.0.113.7,2001:db8:ffff::9, 192.0.2.200        | 203.0.113.0/24",
                // written by a caller on the left
                "198.51.100.1, 203.0.113.7                        | 203.0.113.0/24",
                "10.9.9.9, 203.0.113.7, 10.1.1.1                  | 203.0.113.0/24",
                "\", 203.0.113.7                                  | 203.0.113.0/24",
                // an unreadable hop ends the search at the last readable one
                "198.51.100.1, rubbish                            | 10.0.0.0/24",
                "198.51.100.1, rubbish, 10.1.1.1                  | 10.1.1.0/24",
                "198.51.100.1,                                    | 10.0.0.0/24",
                "unknown                                          | 10.0.0.0/24",
                "203.0.113.7.evil.example                         | 10.0.0.0/24",
                "203.0.113.256                                    | 10.0.0.0/24",
                "203.0.113.7:port                                 | 10.0.0.0/24",
                "203.0.113.7:123456                               | 10.0.0.0/24",
                "fe80::1%eth0                                     | 10.0.0.0/24",
                "[203.0.113.7]                                    | 203.0.113.0/24",
                "localhost                                        | 10.0.0.0/24",
                "''                                               | 10.0.0.0/24",
                // all hops are trusted proxies
                "10.2.2.2, 10.1.1.1                               | 10.2.2.0/24",
            })
    void xForwardedForIsReadFromTheRight(String header, String network) {
        assertThat(network(PEER, "X-Forwarded-For", header)).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "for=203.0.113.7                                               | 203.0.113.0/24",
                "For=\"203.0.113.7:4711\"                                      | 203.0.113.0/24",
                "for=\"[2001:db8:1:2::7]:4711\";proto=https;by=203.0.113.43    | 2001:db8:1:2::/64",
                "by=203.0.113.43; for=\"[2001:db8:1:2::7]\"                    | 2001:db8:1:2::/64",
                "for=\"203.0.113.7:_p\"                                        | 203.0.113.0/24",
                "for=198.51.100.1, for=203.0.113.7, for=10.1.1.1               | 203.0.113.0/24",
                // commas, semicolons and elements in quotes do not separate
                "for=198.51.100.1;host=\"a,for=9.9.9.9;b\", for=203.0.113.7;host=\"x, for=8.8.8.8\" | 203.0.113.0/24",
                // a quote that the caller did not close
                "for=\"198.51.100.1, for=203.0.113.7                           | 203.0.113.0/24",
                "for=\"198.51.100.1, for=\"203.0.113.7\"                       | 203.0.113.0/24",
                "for=\"\\\", for=203.0.113.7                                   | 203.0.113.0/24",
                "for=198.51.100.1, for=unknown                                 | 10.0.0.0/24",
                "for=198.51.100.1, for=_hidden                                 | 10.0.0.0/24",
                "for=198.51.100.1, proto=https                                 | 10.0.0.0/24",
                "for=198.51.100.1;for=203.0.113.7                              | 10.0.0.0/24",
                "for=\"203.0.113.\\7\"                                         | 10.0.0.0/24",
                "for=\"                                                        | 10.0.0.0/24",
                "203.0.113.7                                                   | 10.0.0.0/24",
                "xfor=203.0.113.7                                              | 10.0.0.0/24",
                "''                                                            | 10.0.0.0/24",
            })
    void forwardedIsReadFromTheRight(String header, String network) {
        assertThat(network(PEER, "Forwarded", header)).isEqualTo(network);
    }

    @Test
    void severalLinesAreOneList() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("x-forwarded-for", "198.51.100.1, 203.0.113.7")
                .add("X-Forwarded-For", "10.1.1.1");

        assertThat(network(PEER, headers)).isEqualTo("203.0.113.0/24");
    }

    @Test
    void aStrangersWordIsNotTaken() {
        assertThat(network("203.0.113.99", "X-Forwarded-For", "198.51.100.1")).isEqualTo("203.0.113.0/24");
        assertThat(network("203.0.113.99", "Forwarded", "for=198.51.100.1")).isEqualTo("203.0.113.0/24");
        assertThat(network("192.0.2.201", "Forwarded", "for=198.51.100.1")).isEqualTo("192.0.2.0/24");
        assertThat(network("2001:db8:fffe::1", "Forwarded", "for=198.51.100.1")).isEqualTo("2001:db8:fffe:0::/64");
    }

    @Test
    void whereBothHeadersAreThereTheyMustAgree() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("X-Forwarded-For", "203.0.113.7");

        assertThat(network(PEER, headers.add("Forwarded", "for=203.0.113.7"))).isEqualTo("203.0.113.0/24");
        assertThat(network(PEER, headers.set("Forwarded", "for=198.51.100.1"))).isEqualTo("10.0.0.0/24");
        assertThat(network(PEER, headers.set("Forwarded", "rubbish"))).isEqualTo("10.0.0.0/24");
    }

    @Test
    void whatIsNoAddressIsInNoNetwork() {
        assertThat(addresses.of("/run/socket", MultiMap.caseInsensitiveMultiMap()))
                .isEmpty();
    }

    private String network(String peer, String name, String value) {
        return network(peer, MultiMap.caseInsensitiveMultiMap().add(name, value));
    }

    private String network(String peer, MultiMap headers) {
        return addresses.of(peer, headers).map(Networks::prefix).orElseThrow();
    }
}
