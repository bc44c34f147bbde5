package dev.latchkey.reflection;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;

/** The parameters whose arguments reach Jackson: those of Jackson itself, and those that the code passes on to it. */
final class Sinks {

    private static final List<String> JACKSON =
            List.of("com.fasterxml.jackson.core.", "com.fasterxml.jackson.databind.", "io.vertx.core.json.");
    private static final List<String> ANSWERS =
            List.of("jakarta.ws.rs.core.Response", "org.jboss.resteasy.reactive.RestResponse");

    private final AttributedSources sources;
    private final OpenTypes open;

    /** Parameters of the code's own methods that are passed on. */
    private final Set<VariableElement> passed = new HashSet<>();

    Sinks(AttributedSources sources, OpenTypes open) {
        this.sources = sources;
        this.open = open;
    }

    int size() {
        return passed.size();
    }

    /** Adds those parameters of a method that can have values of several types; returns whether there are any. */
    boolean add(ExecutableElement method) {
        List<? extends VariableElement> all = method.getParameters().stream()
                .filter(each -> open.isOpen(each.asType()))
                .toList();
        passed.addAll(all);
        return !all.isEmpty();
    }

    void add(VariableElement parameter) {
        passed.add(parameter);
    }

    boolean hasAny(ExecutableElement method) {
        return IntStream.range(0, method.getParameters().size()).anyMatch(each -> contains(method, each));
    }

    boolean contains(ExecutableElement method, int argument) {
        List<? extends VariableElement> parameters = method.getParameters();
        if (parameters.isEmpty()) {
            return false;
        }
        TypeMirror parameter =
                parameters.get(Math.min(argument, parameters.size() - 1)).asType();
        if (method.isVarArgs() && argument >= parameters.size() - 1) {
            parameter = ((ArrayType) parameter).getComponentType();
        }
        if (isJackson(method)) {
            return open.namesAType(parameter) || (open.isOpen(parameter) && !isOfJackson(parameter));
        }
        return open.isOpen(parameter)
                && (startsWithAny(owner(method), ANSWERS)
                        || passesOn(method, Math.min(argument, parameters.size() - 1)));
    }

    /** Returns whether a type is one of Jackson's own: a module or a serializer is not what it writes. */
    private static boolean isOfJackson(TypeMirror type) {
        return startsWithAny(type.toString(), JACKSON);
    }

    static boolean isJackson(ExecutableElement method) {
        return startsWithAny(owner(method), JACKSON);
    }

    /** Returns whether a method, or one that overrides it, passes this parameter on. */
    private boolean passesOn(ExecutableElement method, int index) {
        return passed.contains(method.getParameters().get(index))
                || passed.stream()
                        .map(each -> (ExecutableElement) each.getEnclosingElement())
                        .filter(each -> each.getSimpleName().equals(method.getSimpleName())
                                && each.getParameters().size() > index
                                && passed.contains(each.getParameters().get(index)))
                        .anyMatch(each ->
                                sources.elements().overrides(each, method, (TypeElement) each.getEnclosingElement()));
    }

    private static String owner(ExecutableElement method) {
        return ((TypeElement) method.getEnclosingElement()).getQualifiedName().toString();
    }

    private static boolean startsWithAny(String name, List<String> beginnings) {
        return beginnings.stream().anyMatch(name::startsWith);
    }
}
