package dev.latchkey.reflection;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.TreePathScanner;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.MirroredTypesException;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** The types that a native image has for reflection: those with Quarkus' annotation, and those in the signatures of resources. */
final class Registrations {

    private final Elements elements;
    private final List<TypeElement> all = new ArrayList<>();
    private final Set<String> annotated = new TreeSet<>();
    private final List<TypeMirror> signatures = new ArrayList<>();

    Registrations(AttributedSources sources) {
        this.elements = sources.elements();
        sources.units()
                .forEach(unit -> new TreePathScanner<Void, Void>() {
                    @Override
                    public Void visitClass(ClassTree type, Void none) {
                        all.add((TypeElement) sources.trees().getElement(getCurrentPath()));
                        return super.visitClass(type, null);
                    }
                }.scan(unit, null));
        all.forEach(this::readAnnotation);
        resources().forEach(this::readSignatures);
    }

    /** Returns the binary names of the types with {@link RegisterForReflection}. */
    Set<String> annotated() {
        return annotated;
    }

    /** Returns the types that resources take and return, which Quarkus registers with the types of their members. */
    List<TypeMirror> signatures() {
        return List.copyOf(signatures);
    }

    /** Returns all types of the code. */
    List<TypeElement> all() {
        return List.copyOf(all);
    }

    /** Returns the classes that have routes. */
    List<TypeElement> resources() {
        return all.stream()
                .filter(each -> each.getAnnotation(Path.class) != null)
                .toList();
    }

    private void readAnnotation(TypeElement type) {
        RegisterForReflection annotation = type.getAnnotation(RegisterForReflection.class);
        if (annotation == null || !annotation.methods() || !annotation.fields()) {
            return;
        }
        Set<String> targets = new HashSet<>(List.of(annotation.classNames()));
        try {
            throw new IllegalStateException("classes of sources are not loaded: " + annotation.targets().length);
        } catch (MirroredTypesException e) {
            e.getTypeMirrors().forEach(each -> targets.add(binaryName(each)));
        }
        if (targets.isEmpty()) {
            register(type, annotation.ignoreNested());
        } else {
            annotated.addAll(targets);
        }
    }

    private void register(TypeElement type, boolean alone) {
        annotated.add(elements.getBinaryName(type).toString());
        if (!alone) {
            ElementFilter.typesIn(type.getEnclosedElements()).forEach(each -> register(each, false));
        }
    }

    private String binaryName(TypeMirror type) {
        return all.stream()
                .filter(each -> each.asType().toString().equals(type.toString()))
                .map(each -> elements.getBinaryName(each).toString())
                .findFirst()
                .orElse(type.toString());
    }

    private void readSignatures(TypeElement resource) {
        for (Element member : resource.getEnclosedElements()) {
            if (member.getKind() == ElementKind.METHOD && isRoute(member)) {
                ExecutableElement method = (ExecutableElement) member;
                signatures.add(method.getReturnType());
                method.getParameters().forEach(each -> signatures.add(each.asType()));
            }
        }
    }

    private static boolean isRoute(Element method) {
        return method.getAnnotationMirrors().stream()
                .anyMatch(each -> each.getAnnotationType().asElement().getAnnotation(HttpMethod.class) != null);
    }
}
