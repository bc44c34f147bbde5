package dev.latchkey;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.persistence.Entity;
import jakarta.persistence.ManyToOne;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Holds the rooms and their floors, and the rules of the house that a machine can see. */
class ArchitectureTest {

    private static final Path MAIN = Path.of("src/main/java/dev/latchkey");

    /** From the ground up. A room uses rooms on lower floors only, never a neighbour. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("problem", "text"),
            List.of("config", "name"),
            List.of("crypto"),
            List.of("connection"),
            List.of("http"),
            List.of("database"),
            List.of("cluster"),
            List.of("audit", "capacity", "outbox"),
            List.of("password", "key", "throttle", "webhook"),
            List.of("user", "token"),
            List.of("session", "userimport"),
            List.of("signin", "revocation"),
            List.of("auth", "account", "admin", "oauth", "settings"),
            List.of("command"));

    private static final Set<String> HOT = Set.of(
            "dev.latchkey.session.RefreshStatement",
            "dev.latchkey.session.Rotation",
            "dev.latchkey.session.SessionCheck");

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.latchkey");

    @Test
    void everyRoomStandsOnAFloorAndIntroducesItself() throws IOException {
        List<String> rooms = FLOORS.stream().flatMap(List::stream).sorted().toList();

        try (Stream<Path> folders = Files.list(MAIN)) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(room -> room.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(rooms);
        }
        assertThat(rooms).allMatch(room -> Files.exists(MAIN.resolve(room).resolve("package-info.java")));
    }

    @Test
    void aRoomUsesRoomsOnLowerFloorsOnly() {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            for (String room : FLOORS.get(floor)) {
                String[] lower = Stream.concat(FLOORS.subList(0, floor).stream().flatMap(List::stream), Stream.of(room))
                        .map(name -> "dev.latchkey." + name + "..")
                        .toArray(String[]::new);
                noClasses()
                        .that()
                        .resideInAPackage("dev.latchkey." + room + "..")
                        .should()
                        .dependOnClassesThat(resideInAPackage("dev.latchkey..").and(not(resideInAnyOf(lower))))
                        .check(CODE);
            }
        }
    }

    private static DescribedPredicate<JavaClass> resideInAnyOf(String... packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages);
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching("dev.latchkey.(*)..").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void onlyCryptoReadsTheClockAndMakesRandomness() {
        noClasses()
                .that(are(not(resideInAPackage("dev.latchkey.crypto"))))
                .should()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(SecureRandom.class, ThreadLocalRandom.class, java.util.Random.class)
                .check(CODE);
    }

    @Test
    void transactionsBeginAtDoorwaysOnly() {
        methods()
                .that()
                .areAnnotatedWith(Transactional.class)
                .should()
                .beDeclaredInClassesThat()
                .areAnnotatedWith(ApplicationScoped.class)
                .andShould()
                .beDeclaredInClassesThat()
                .areNotAnnotatedWith(jakarta.ws.rs.Path.class)
                .andShould()
                .notBePrivate()
                .check(CODE);
        noClasses()
                .that()
                .areNotAnnotatedWith(Interceptor.class)
                .should()
                .beAnnotatedWith(Transactional.class)
                .check(CODE);
    }

    /** A refresh and the check of every protected call: Hibernate and transactions cost more there than the statement. */
    @Test
    void hotPathsUsePlainConnections() {
        DescribedPredicate<JavaClass> hot = DescribedPredicate.describe(
                "are hot", each -> HOT.contains(each.getName().replaceFirst("\\$.*", "")));
        assertThat(CODE.stream().filter(hot).filter(JavaClass::isTopLevelClass).map(JavaClass::getName))
                .containsExactlyInAnyOrderElementsOf(HOT);
        noClasses()
                .that(hot)
                .should()
                .dependOnClassesThat(resideInAnyOf(
                        "jakarta.persistence..", "jakarta.transaction..", "org.hibernate..", "io.quarkus.hibernate.."))
                .check(CODE);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields()
                .should()
                .beAnnotatedWith(Inject.class)
                .orShould()
                .beAnnotatedWith(ConfigProperty.class)
                .check(CODE);
    }

    @Test
    void beansAreMadeByTheContainerOnly() {
        constructors()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(ApplicationScoped.class)
                .should()
                .notBePublic()
                .allowEmptyShould(true)
                .check(CODE);
    }

    @Test
    void entitiesStayInTheirRoomsAndReferToOthersById() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .check(CODE);
        noFields().should().beAnnotatedWith(ManyToOne.class).check(CODE);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager)(\\$.*)?")
                .check(CODE);
    }

    @Test
    void noFileIsLongerThan250Lines() throws IOException {
        Map<String, Long> long250 = new TreeMap<>();
        for (String root : List.of("src/main/java", "src/test/java", "src/dev/java", "bench", "resilience")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    try (Stream<String> lines = Files.lines(file)) {
                        long count = lines.count();
                        if (count > 250) {
                            long250.put(file.toString(), count);
                        }
                    }
                }
            }
        }
        assertThat(long250).isEmpty();
    }
}
