package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** docs/dependencies.md speaks of every dependency of pom.xml, and the next Quarkus is one property away. */
class DependenciesPageTest {

    private static final Path POM = Path.of("pom.xml");
    private static final String QUARKUS = "io.quarkus.platform:quarkus-bom";
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+:[^`]+)` \\|(.*)\\|$", Pattern.MULTILINE);

    private static Document pom;
    private static String page;

    @BeforeAll
    static void read() throws Exception {
        pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(POM.toFile());
        page = Files.readString(Path.of("docs/dependencies.md"));
    }

    @Test
    void everyDependencyAndNoOtherHasItsRow() throws Exception {
        List<String> expected = Stream.of(dependencies("/project/dependencies"), overrides())
                .flatMap(List::stream)
                .distinct()
                .toList();

        assertThat(ROW.matcher(page).results().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(expected)
                .hasSizeGreaterThan(25);
    }

    @Test
    void everyRowSaysWhatForAndWhatElseAndWhichFaults() {
        List<MatchResult> rows = ROW.matcher(page).results().toList();

        assertThat(rows)
                .allSatisfy(row -> assertThat(row.group(2).split("\\|"))
                        .hasSize(3)
                        .allSatisfy(cell -> assertThat(cell).isNotBlank()));
    }

    @Test
    void everyOverrideIsOnePropertyAndStandsBeforeWhatItOverrides() throws Exception {
        List<String> managed = dependencies(managed("patched"));

        assertThat(managed).endsWith(QUARKUS).hasSizeGreaterThan(5);
        assertThat(texts(managed("patched") + "/dependency/version")).allMatch(version -> version.startsWith("${"));
    }

    @Test
    void anotherQuarkusComesAsItIs() throws Exception {
        assertThat(dependencies(managed("unpatched"))).containsExactly(QUARKUS);
        assertThat(texts("/project/profiles/profile[id='patched']/activation/property/name"))
                .containsExactly("!quarkus.version");
        assertThat(texts("/project/profiles/profile[id='unpatched']/activation/property/name"))
                .containsExactly("quarkus.version");
        assertThat(dependencies("/project/dependencyManagement/dependencies")).doesNotContain(QUARKUS);
    }

    @Test
    void theVersionOfQuarkusStandsInOnePlace() throws Exception {
        String version = texts("/project/properties/quarkus.version").get(0);

        assertThat(Files.readString(POM).split(Pattern.quote(">" + version + "<"), -1))
                .hasSize(2);
        assertThat(
                        texts(
                                "//*[starts-with(groupId, 'io.quarkus') and not(starts-with(groupId, 'io.quarkiverse'))]/version"))
                .isNotEmpty()
                .allMatch("${quarkus.version}"::equals);
    }

    private static List<String> overrides() throws Exception {
        return dependencies(managed("patched")).stream()
                .filter(name -> !name.equals(QUARKUS))
                .toList();
    }

    private static String managed(String profile) {
        return "/project/profiles/profile[id='" + profile + "']/dependencyManagement/dependencies";
    }

    private static List<String> dependencies(String parent) throws Exception {
        List<String> groups = texts(parent + "/dependency/groupId");
        List<String> artifacts = texts(parent + "/dependency/artifactId");
        return IntStream.range(0, groups.size())
                .mapToObj(i -> groups.get(i) + ":" + artifacts.get(i))
                .toList();
    }

    private static List<String> texts(String path) throws Exception {
        NodeList nodes = (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent().strip())
                .toList();
    }
}
