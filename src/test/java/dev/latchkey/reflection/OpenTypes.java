package dev.latchkey.reflection;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;

/** Decides which types say nothing of the values that they may have: {@code Object}, type variables, and collections of those. */
final class OpenTypes {

    private final Types types;

    OpenTypes(Types types) {
        this.types = types;
    }

    boolean isOpen(TypeMirror type) {
        if (type instanceof TypeVariable variable) {
            // erased, because a bound may contain its variable: T extends Comparable<T>
            return isOpen(types.erasure(variable));
        }
        if (type instanceof WildcardType wildcard) {
            return wildcard.getExtendsBound() == null || isOpen(wildcard.getExtendsBound());
        }
        if (type instanceof ArrayType array) {
            return isOpen(array.getComponentType());
        }
        if (type.getKind() != TypeKind.DECLARED) {
            return false;
        }
        DeclaredType declared = (DeclaredType) type;
        TypeElement element = (TypeElement) declared.asElement();
        return element.getQualifiedName().contentEquals("java.lang.Object")
                || element.getTypeParameters().size()
                        > declared.getTypeArguments().size()
                || declared.getTypeArguments().stream().anyMatch(this::isOpen);
    }

    /** Returns whether it is {@code Class<T>} or a type that stands for one, with which a caller says what to read. */
    boolean namesAType(TypeMirror parameter) {
        String erased = types.erasure(parameter).toString();
        return erased.equals("java.lang.Class")
                || erased.equals("com.fasterxml.jackson.core.type.TypeReference")
                || erased.equals("com.fasterxml.jackson.databind.JavaType");
    }

    /** Returns whether a method can put its arguments into a collection, or makes an empty one. */
    static boolean isOfCollections(ExecutableElement method) {
        String owner =
                ((TypeElement) method.getEnclosingElement()).getQualifiedName().toString();
        return owner.startsWith("java.util.")
                && !owner.equals("java.util.Objects")
                && (method.getParameters().stream().anyMatch(OpenTypes::isVariable)
                        || (method.getParameters().isEmpty()
                                && method.getModifiers().contains(Modifier.STATIC)));
    }

    private static boolean isVariable(VariableElement parameter) {
        return parameter.asType() instanceof TypeVariable
                || (parameter.asType() instanceof ArrayType array && array.getComponentType() instanceof TypeVariable);
    }
}
