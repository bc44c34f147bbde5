package dev.latchkey.reflection;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/** The types of a package that Jackson looks into when it writes or reads certain types: those, and the types of their members. */
final class JsonMembers {

    private final AttributedSources sources;
    private final String ownPackage;
    private final Set<String> names = new TreeSet<>();

    private JsonMembers(AttributedSources sources, String ownPackage) {
        this.sources = sources;
        this.ownPackage = ownPackage;
    }

    /** Returns the binary names of the types. */
    static Set<String> of(Collection<? extends TypeMirror> types, AttributedSources sources, String ownPackage) {
        JsonMembers members = new JsonMembers(sources, ownPackage);
        types.forEach(members::walk);
        return members.names;
    }

    private void walk(TypeMirror type) {
        if (type instanceof ArrayType array) {
            walk(array.getComponentType());
        } else if (type instanceof TypeVariable variable) {
            // erased, because a bound may contain its variable: T extends Comparable<T>
            walk(sources.types().erasure(variable));
        } else if (type instanceof WildcardType wildcard && wildcard.getExtendsBound() != null) {
            walk(wildcard.getExtendsBound());
        } else if (type instanceof DeclaredType declared) {
            declared.getTypeArguments().forEach(this::walk);
            TypeElement element = (TypeElement) declared.asElement();
            if (element.getSimpleName().isEmpty()) {
                // new TypeReference<List<Device>>() {}
                walk(element.getSuperclass());
            } else if (isOwn(element)
                    && names.add(sources.elements().getBinaryName(element).toString())) {
                walkMembers(element);
            }
        }
    }

    private boolean isOwn(TypeElement element) {
        String name =
                sources.elements().getPackageOf(element).getQualifiedName().toString();
        return name.equals(ownPackage) || name.startsWith(ownPackage + ".");
    }

    private void walkMembers(TypeElement type) {
        walk(type.getSuperclass());
        type.getPermittedSubclasses().forEach(this::walk);
        for (Element member : type.getEnclosedElements()) {
            if (member.getModifiers().contains(Modifier.STATIC) || isIgnored(member)) {
                continue;
            }
            if (member.getKind() == ElementKind.FIELD) {
                walk(member.asType());
            } else if (member instanceof ExecutableElement method && isProperty(method)) {
                walk(method.getReturnType());
            }
        }
    }

    private static boolean isProperty(ExecutableElement method) {
        String name = method.getSimpleName().toString();
        return method.getParameters().isEmpty()
                && (name.matches("(get|is)[A-Z].*")
                        || method.getAnnotationMirrors().stream()
                                .anyMatch(each -> each.toString().startsWith("@com.fasterxml.jackson.")));
    }

    private static boolean isIgnored(Element member) {
        return member.getAnnotationMirrors().stream()
                .anyMatch(each -> each.toString().equals("@com.fasterxml.jackson.annotation.JsonIgnore"));
    }
}
