package dev.latchkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** G6: the service's outgoing connections are blocked until a component of a single list allows them. */
class EgressTest {

    @Test
    void byDefaultOnlyDnsAndPostgreSqlCanBeCalled() {
        assertThat(ports(Kustomization.render(Overlays.PRODUCTION))).containsExactly("53", "5432");
        assertThat(ports(Kustomization.render(Overlays.DEV))).containsExactly("53", "5432");
    }

    static Stream<Arguments> components() {
        return Stream.of(
                arguments("egress-webhooks", Set.of("443")),
                arguments("egress-traces", Set.of("4317", "4318")),
                arguments("egress-pooler", Set.of("6432", "25060", "25061")),
                arguments("egress-node-local-dns", Set.of("53")));
    }

    @ParameterizedTest
    @MethodSource("components")
    void aComponentAllowsItsPortsAndNothingElse(String name, Set<String> added) {
        List<Manifest> documents = Kustomization.render(Overlays.production(Overlays.component(name)));
        Manifest policy = Overlays.find(documents, "NetworkPolicy", "latchkey-" + name);

        assertThat(policy.at("spec", "policyTypes")).isEqualTo(List.of("Egress"));
        assertThat(policy.text("spec", "podSelector", "matchLabels", "app.kubernetes.io/name"))
                .isEqualTo("latchkey");
        assertThat(ports(List.of(policy))).containsExactlyInAnyOrderElementsOf(added);
        Set<String> all = new TreeSet<>(added);
        all.addAll(Set.of("5432", "53"));
        assertThat(ports(documents)).containsExactlyElementsOf(all);
    }

    /** The overlay lists each component in one place, and the README describes it. */
    @Test
    void everyComponentIsListedWhereItIsTurnedOn() throws IOException {
        String overlay = Files.readString(Overlays.PRODUCTION.resolve("kustomization.yaml"));
        String readme = Files.readString(Overlays.ROOT.resolve("README.md"));

        assertThat(Overlays.components()).hasSizeGreaterThan(5).allSatisfy(component -> {
            assertThat(overlay).contains("#  - ../../components/" + component.getFileName() + "\n");
            assertThat(readme).contains("| `" + component.getFileName() + "` |");
        });
    }

    /** The README's instruction is to remove the #. */
    @Test
    void theListIsReadWithoutItsHashes() throws IOException {
        String overlay = Files.readString(Overlays.PRODUCTION.resolve("kustomization.yaml"));
        Manifest turnedOn = Manifest.parse(
                        overlay.replace("#components:", "components:").replace("#  - ", "  - "))
                .get(0);

        assertThat(Manifest.list(turnedOn.at("components")))
                .hasSameSizeAs(Overlays.components())
                .allSatisfy(path ->
                        assertThat(Overlays.PRODUCTION.resolve((String) path)).isDirectory());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.20.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.169.254",
                "127.0.0.1",
                "224.0.0.251",
                "fd00::1",
                "fe80::1",
                "::1",
                "::ffff:10.1.2.3"
            })
    void webhooksReachNoPrivateAddress(String address) throws UnknownHostException {
        assertThat(webhooksReach(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.215.14", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111"})
    void webhooksReachPublicAddresses(String address) throws UnknownHostException {
        assertThat(webhooksReach(address)).isTrue();
    }

    private static boolean webhooksReach(String text) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(text);
        Manifest policy = Overlays.find(
                Kustomization.render(Overlays.production(Overlays.component("egress-webhooks"))),
                "NetworkPolicy",
                "latchkey-egress-webhooks");
        for (Manifest peer : policy.listAt("spec", "egress").get(0).listAt("to")) {
            Manifest block = new Manifest(peer.mapAt("ipBlock"));
            boolean excepted = false;
            for (Object except : Manifest.list(block.at("except"))) {
                excepted |= contains((String) except, address);
            }
            if (contains(block.text("cidr"), address) && !excepted) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(String block, InetAddress address) throws UnknownHostException {
        String[] parts = block.split("/", 2);
        byte[] network = InetAddress.getByName(parts[0]).getAddress();
        byte[] other = address.getAddress();
        int behind = network.length * Byte.SIZE - Integer.parseInt(parts[1]);
        return network.length == other.length
                && new BigInteger(1, network).shiftRight(behind).equals(new BigInteger(1, other).shiftRight(behind));
    }

    /** Returns the ports that the service's pods may connect to, as sorted texts. */
    private static Set<String> ports(List<Manifest> documents) {
        Set<String> ports = new TreeSet<>();
        documents.stream()
                .filter(each -> each.kind().equals("NetworkPolicy"))
                .filter(each ->
                        "latchkey".equals(each.text("spec", "podSelector", "matchLabels", "app.kubernetes.io/name")))
                .forEach(policy -> policy.listAt("spec", "egress")
                        .forEach(rule -> rule.listAt("ports").forEach(port -> ports.add(port.text("port")))));
        return ports;
    }
}
