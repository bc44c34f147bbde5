package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Methods are short, only the doorways of a room are public, and the text of a secret shows nothing. */
class CodeRulesTest {

    private static final int MOST_LINES = 30;

    /** A test, a benchmark or an attack may tell a longer story. */
    private static final int MOST_LINES_OF_A_STORY = 50;

    /** The two loops of bcrypt: one method each, because a call in them would cost more than they do. */
    private static final String KERNEL = "TwinLanes.java";

    /** A doorway for a room to come, and the kernel, which {@code bench/kernel} measures. */
    private static final Set<String> USED_ELSEWHERE =
            Set.of("dev.latchkey.session.Grants", "dev.latchkey.password.bcrypt.TwinLanes");

    /** All that makes a map or a set whose order is another at each start; {@code of} with one entry has only one order. */
    private static final Pattern UNORDERED = Pattern.compile("java\\.util\\.(Map|Set)\\.(copyOf|ofEntries)\\("
            + "|java\\.util\\.Map\\.of\\([^,)]+,[^,)]+,|java\\.util\\.Set\\.of\\(([^,)]+,|\\[L)"
            + "|Collectors\\.toUnmodifiable(Set|Map)\\(");

    /** Rooms whose maps and sets other programs read in their order, in a signed text. */
    private static final Set<String> SIGNED = Set.of("dev.latchkey.token", "dev.latchkey.revocation");

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.latchkey");

    /** Names of values that must not be shown, unless the name goes on with what makes them harmless. */
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(password|secret|token|hash|mac|key)$|(?i)(credential|pepper)s?");

    /** Public by their form: a password's hash in an import is a secret, the key of a row is not. */
    private static final Set<String> NO_SECRETS =
            Set.of("nameKey", "emailKey", "usernameKey", "importKey", "key", "publicKey", "requestHash");

    /**
     * {@code Map.of}, {@code Set.of} and their copies have another order at each start, so a token's text would change with a restart.
     * Constants, made in {@code <clinit>}, are only looked up.
     */
    @Test
    void whatIsSignedHasOneOrder() {
        assertThat(List.of(
                        "Map.of(int, int, int, int)",
                        "Set.of(int, int)",
                        "Set.of([Ljava.lang.Object;)",
                        "Set.copyOf(int)"))
                .allSatisfy(call -> assertThat("<java.util." + call + ">").containsPattern(UNORDERED));
        assertThat(List.of("Map.of(int, int)", "Set.of(int)", "Map.of()"))
                .allSatisfy(call -> assertThat("<java.util." + call + ">").doesNotContainPattern(UNORDERED));
        assertThat(CODE.stream()
                        .filter(each -> SIGNED.contains(each.getPackageName()))
                        .flatMap(each -> each.getAccessesFromSelf().stream())
                        .filter(access -> !access.getOrigin().getName().equals("<clinit>"))
                        .map(Object::toString)
                        .filter(access -> UNORDERED.matcher(access).find()))
                .isEmpty();
    }

    @Test
    void methodsHaveAtMostThirtyLines() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (String root : List.of("src/main/java", "src/test/java", "src/dev/java", "bench", "resilience")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                List<Path> sources =
                        files.filter(each -> each.toString().endsWith(".java")).toList();
                assertThat(sources).isNotEmpty();
                tooLong.addAll(longMethods(sources, root.equals("src/main/java") ? MOST_LINES : MOST_LINES_OF_A_STORY));
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void onlyDoorwaysArePublic() {
        Set<JavaClass> doorways = new LinkedHashSet<>(CODE.stream()
                .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(each -> isFoundByTheFramework(each)
                        || USED_ELSEWHERE.contains(each.getName())
                        || each.getDirectDependenciesToSelf().stream()
                                .anyMatch(use ->
                                        !use.getOriginClass().getPackageName().equals(each.getPackageName())))
                .toList());
        Deque<JavaClass> toFollow = new ArrayDeque<>(doorways);
        while (!toFollow.isEmpty()) {
            typesInSignatures(toFollow.pop()).filter(doorways::add).forEach(toFollow::add);
        }

        assertThat(CODE.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(each -> !doorways.contains(each))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    /** Returns the types that a caller of a doorway meets: in signatures of its public methods, and the types that surround it. */
    private static Stream<JavaClass> typesInSignatures(JavaClass doorway) {
        Stream<JavaClass> met = doorway.getCodeUnits().stream()
                .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(each -> each.getAllInvolvedRawTypes().stream());
        return Stream.concat(
                        Stream.concat(met, doorway.getAllRawSuperclasses().stream()),
                        Stream.concat(doorway.getAllRawInterfaces().stream(), doorway.getEnclosingClass().stream()))
                .filter(each -> each.getPackageName().startsWith("dev.latchkey"));
    }

    @Test
    void whatHoldsASecretDoesNotShowIt() {
        List<String> shown = CODE.stream()
                .filter(each -> each.isAssignableTo(Record.class))
                .filter(each -> each.getFields().stream().anyMatch(CodeRulesTest::isSecret))
                .filter(each -> each.tryGetMethod("toString")
                        .filter(method -> method.getModifiers().contains(JavaModifier.FINAL))
                        .isPresent())
                .map(JavaClass::getName)
                .toList();

        assertThat(shown).isEmpty();
    }

    /** Resources, settings, and what the service loader or a build step of Quarkus looks for. */
    private static boolean isFoundByTheFramework(JavaClass type) {
        return type.isAnnotatedWith(jakarta.ws.rs.Path.class)
                || type.isAnnotatedWith(ConfigMapping.class)
                || type.getAnnotations().stream()
                        .anyMatch(each -> each.getRawType().getPackageName().startsWith("io.quarkus"))
                || type.getAllRawInterfaces().stream()
                        .anyMatch(each -> each.getPackageName().startsWith("io.smallrye"))
                || type.getAllRawSuperclasses().stream()
                        .anyMatch(each -> each.getPackageName().startsWith("io.netty"))
                || room(type).isEmpty();
    }

    private static String room(JavaClass type) {
        return type.getPackageName().replaceFirst("^dev\\.latchkey\\.?", "").replaceFirst("\\..*", "");
    }

    private static boolean isSecret(JavaField field) {
        boolean text = field.getRawType().isEquivalentTo(String.class)
                || field.getRawType().isEquivalentTo(byte[].class);
        return text
                && SECRET.matcher(field.getName()).matches()
                && !NO_SECRETS.contains(field.getName())
                && !field.getModifiers().contains(JavaModifier.STATIC);
    }

    private static List<String> longMethods(List<Path> sources, int most) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> found = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new Lengths(unit, positions, most, found), null);
            }
        }
        return found;
    }

    private static final class Lengths extends TreeScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final int most;
        private final List<String> found;

        private Lengths(CompilationUnitTree unit, SourcePositions positions, int most, List<String> found) {
            this.most = most;
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            if (method.getBody() != null && !unit.getSourceFile().getName().endsWith(KERNEL)) {
                LineMap lines = unit.getLineMap();
                long first = lines.getLineNumber(positions.getStartPosition(unit, method.getBody()));
                long last = lines.getLineNumber(positions.getEndPosition(unit, method.getBody()));
                if (last - first - 1 > most) {
                    found.add(unit.getSourceFile().getName() + ":" + first + " " + method.getName() + ": "
                            + (last - first - 1) + " lines");
                }
            }
            return super.visitMethod(method, null);
        }
    }
}
