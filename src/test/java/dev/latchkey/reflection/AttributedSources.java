package dev.latchkey.reflection;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Sources of Java as the compiler understands them: each expression has its type, with its type arguments, which bytecode has no more.
 *
 * @param units the files
 * @param trees finds the element and the type of a piece of source
 * @param types compares types
 * @param elements compares methods
 */
record AttributedSources(List<CompilationUnitTree> units, Trees trees, Types types, Elements elements) {

    /** Returns all sources below a folder. */
    static AttributedSources below(Path root) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(root);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources =
                    files.filter(each -> each.toString().endsWith(".java")).toList();
            return of(compiler, manager, manager.getJavaFileObjectsFromPaths(sources));
        }
    }

    /** Returns the source of one file, whose public class has this name. */
    static AttributedSources of(String className, String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        URI name = URI.create("string:///" + className.replace('.', '/') + ".java");
        JavaFileObject file = new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            return of(compiler, manager, List.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AttributedSources of(
            JavaCompiler compiler, StandardJavaFileManager manager, Iterable<? extends JavaFileObject> files)
            throws IOException {
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        List<String> options = List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
        JavacTask task = (JavacTask) compiler.getTask(null, manager, messages, options, null, files);
        List<CompilationUnitTree> units = new ArrayList<>();
        task.parse().forEach(units::add);
        task.analyze();
        messages.getDiagnostics().stream()
                .filter(each -> each.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                .findFirst()
                .ifPresent(error -> {
                    throw new IllegalStateException(error.toString());
                });
        return new AttributedSources(List.copyOf(units), Trees.instance(task), task.getTypes(), task.getElements());
    }
}
