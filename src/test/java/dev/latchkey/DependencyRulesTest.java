package dev.latchkey;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.core.Vertx;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what keeps published faults of our dependencies from reaching us, as docs/dependencies.md promises it. */
class DependencyRulesTest {

    private static final Path MAIN = Path.of("src/main/java");

    /** Comments and characters match first and have no group, so that a quote in them begins no literal. */
    private static final Pattern LITERAL = Pattern.compile(
            "//[^\\n]*|/\\*.*?\\*/|'(?:\\\\.|[^'\\\\])+'|\"\"\"(.*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\\n])*)\"",
            Pattern.DOTALL);

    /** JSON paths of HQL (Hibernate renders them into SQL) and of PostgreSQL: functions, and operators that take one. */
    private static final Pattern JSON_PATH = Pattern.compile(
            "\\bjsonb?_(?:value|query|exists|table|set|set_lax|insert|remove|replace|mergepatch|delete_path|extract_path(?:_text)?"
                    + "|path_\\w+)\\b|->>?|#>>?|@\\?",
            Pattern.CASE_INSENSITIVE);

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.latchkey");

    /** CVE-2026-77874: a JSON path's segment reached SQL unescaped. */
    @Test
    void noQueryHasAJsonPath() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                literals(Files.readString(file)).stream()
                        .filter(literal -> JSON_PATH.matcher(literal).find())
                        .forEach(literal -> found.add(file + ": " + literal));
            }
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"select json_value(u.profile, '$.\" + member + \"') from User u\"",
                "\"\"\"\n  select u from User u where JSON_EXISTS(u.profile, :path)\"\"\"",
                "\"update User u set u.profile = json_set(u.profile, ?1, ?2)\"",
                "\"select profile ->> '\" + name + \"' from users\"",
                "\"select profile #> '{a,b}' from users\"",
                "\"select jsonb_path_query(profile, '$.a') from users\"",
                "\"select 1 where profile @? '$.a'\""
            })
    void theRuleFindsAJsonPath(String code) {
        assertThat(literals("/* \"json_value */ char c = '\"'; run(" + code + ");"))
                .anyMatch(literal -> JSON_PATH.matcher(literal).find());
    }

    @Test
    void theRuleLeavesOtherCodeAlone() {
        String code =
                "// \"json_value(\nString s = \"cast(? as jsonb), jsonb_array_elements_text(r.roles)\"; f(x -> x);";
        assertThat(literals(code))
                .hasSize(1)
                .noneMatch(literal -> JSON_PATH.matcher(literal).find());
    }

    /** CVE-2026-77874, by the other ways to write such a path: criteria, and attributes that HQL can look into. */
    @Test
    void noJsonPathIsBuiltByCriteriaOrByAnAttributeThatHqlCanLookInto() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.hibernate.query.criteria..")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.persistence.criteria..")
                .check(CODE);
        fields().that()
                .areAnnotatedWith(JdbcTypeCode.class)
                .should()
                .haveRawType(String.class)
                .orShould()
                .haveRawType(String[].class)
                .check(CODE);
    }

    /** CVE-2026-19611: Elytron folds a password by NFKC. Who gives it one is in {@code OnlyAsciiReachesElytronTest}. */
    @Test
    void elytronIsUsedInThePasswordRoomOnly() {
        noClasses()
                .that()
                .haveNameNotMatching(
                        "dev\\.latchkey\\.password\\.(PasswordHasher|bcrypt\\.Bcrypt(Engine(\\$\\d+)?|Hash))")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus.elytron..", "org.wildfly.security..")
                .check(CODE);
    }

    /** CVE-2026-15075: up to 4.5.29, a redirect took credentials along. That ours follows none is a test of the webhooks. */
    @Test
    void vertxIsNewerThanItsFaultWithRedirects() throws IOException {
        try (InputStream file = Vertx.class.getResourceAsStream("/META-INF/vertx/vertx-version.txt")) {
            String version = new String(file.readAllBytes(), StandardCharsets.US_ASCII).strip();
            int[] parts =
                    Stream.of(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
            assertThat(parts[0] * 1_000_000 + parts[1] * 1_000 + parts[2]).isGreaterThan(4_005_029);
        }
    }

    /** What is not on the class path cannot be reached: CVE-2026-15076, CVE-2026-81829, CVE-2026-87742. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.vertx.ext.web.client.WebClientSession",
                "io.smallrye.jwt.auth.principal.AwsAlbKeyResolver",
                "io.quarkus.websockets.next.WebSocket",
                "org.bouncycastle.jsse.provider.BouncyCastleJsseProvider",
                "org.bouncycastle.openpgp.PGPUtil",
                "org.bouncycastle.cms.CMSSignedData"
            })
    void whatHasTheFaultIsNotThere(String name) {
        assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
    }

    /** Of Bouncy Castle, whose provider had 32 CVEs at once, two functions are used, and its provider is never registered. */
    @Test
    void ofBouncyCastleOnlyArgon2AndScryptAreUsed() {
        noClasses()
                .that()
                .haveNameNotMatching("dev\\.latchkey\\.password\\.foreign\\.(Argon2|Scrypt)(\\$\\w+)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .check(CODE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("org\\.bouncycastle\\.(?!crypto\\.(generators\\.(Argon2BytesGenerator|SCrypt)"
                        + "|params\\.Argon2Parameters(\\$Builder)?)$).*")
                .check(CODE);
    }

    /** CVE-2026-16308: the part headers of a multipart body fill the heap. A body is parsed as one where a route takes a form. */
    @Test
    void noRouteTakesAForm() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(FormParam.class, RestForm.class, FileUpload.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.jboss.resteasy.reactive.MultipartForm")
                .check(CODE);
        assertThat(CODE.stream()
                        .flatMap(type -> Stream.concat(
                                type.tryGetAnnotationOfType(Consumes.class).stream(),
                                type.getMethods().stream()
                                        .flatMap(method -> method.tryGetAnnotationOfType(Consumes.class).stream())))
                        .flatMap(consumes -> Stream.of(consumes.value())))
                .containsOnly("application/json", "application/merge-patch+json", "application/x-ndjson");
    }

    private static List<String> literals(String source) {
        Matcher matcher = LITERAL.matcher(source);
        return matcher.results()
                .map(DependencyRulesTest::text)
                .filter(literal -> !literal.isEmpty())
                .toList();
    }

    private static String text(MatchResult match) {
        return match.group(1) != null ? match.group(1) : match.group(2) != null ? match.group(2) : "";
    }
}
