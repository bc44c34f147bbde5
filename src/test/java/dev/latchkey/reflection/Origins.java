package dev.latchkey.reflection;

import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Searches for where a value comes from whose type says nothing of it: from a parameter, whose method then passes it on; from a variable or
 * member; or from a method, of which everything counts that it puts into collections.
 */
final class Origins {

    private final AttributedSources sources;
    private final Sinks sinks;
    private final Consumer<TreePath> origin;

    Origins(AttributedSources sources, Sinks sinks, Consumer<TreePath> origin) {
        this.sources = sources;
        this.sinks = sinks;
        this.origin = origin;
    }

    /** Returns whether it found where the value of an argument comes from. */
    boolean search(TreePath argument) {
        Element element = sources.trees().getElement(argument);
        if (element instanceof ExecutableElement called) {
            return ofCall(argument, called);
        }
        if (element != null && element.getKind().isField()) {
            boolean literal = argument.getLeaf() instanceof MemberSelectTree select
                    && select.getIdentifier().contentEquals("class");
            return literal || ofMember(element);
        }
        TreePath method = methodAround(argument);
        if (method == null) {
            return false;
        }
        if (element != null && element.getKind() == ElementKind.LOCAL_VARIABLE) {
            return ofVariable(element, method);
        }
        ExecutableElement around = (ExecutableElement) sources.trees().getElement(method);
        if (element instanceof VariableElement parameter
                && around.getParameters().contains(parameter)) {
            sinks.add(parameter);
            return true;
        }
        // the parameter of a lambda, or an expression of several parts
        boolean passesOn = sinks.add(around);
        return puts(method, null) || passesOn;
    }

    private boolean ofCall(TreePath argument, ExecutableElement called) {
        if (Sinks.isJackson(called)) {
            // what Jackson has read without a type are maps, lists and texts
            return true;
        }
        if (argument.getLeaf() instanceof NewClassTree made) {
            made.getArguments().forEach(each -> origin.accept(new TreePath(argument, each)));
            return true;
        }
        if (OpenTypes.isOfCollections(called)) {
            puts(argument, null);
            return true;
        }
        TreePath body = sources.trees().getPath(called);
        return body == null ? ofMember(called) : puts(body, null);
    }

    /** A member has what the constructors are given, and what its type puts into it. */
    private boolean ofMember(Element member) {
        Element type = member.getEnclosingElement();
        boolean passesOn = false;
        for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
            passesOn |= sinks.add(constructor);
        }
        TreePath body = sources.trees().getPath(type);
        return body != null && (puts(body, null) || passesOn);
    }

    private boolean ofVariable(Element variable, TreePath method) {
        boolean[] found = {puts(method, variable)};
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitVariable(VariableTree declared, Void none) {
                if (variable.equals(sources.trees().getElement(getCurrentPath()))
                        && declared.getInitializer() != null) {
                    origin.accept(new TreePath(getCurrentPath(), declared.getInitializer()));
                    found[0] = true;
                }
                return super.visitVariable(declared, null);
            }

            @Override
            public Void visitEnhancedForLoop(EnhancedForLoopTree loop, Void none) {
                TreePath declared = new TreePath(getCurrentPath(), loop.getVariable());
                if (variable.equals(sources.trees().getElement(declared))) {
                    origin.accept(new TreePath(getCurrentPath(), loop.getExpression()));
                    found[0] = true;
                }
                return super.visitEnhancedForLoop(loop, null);
            }
        }.scan(method, null);
        return found[0];
    }

    private static @Nullable TreePath methodAround(TreePath path) {
        TreePath around = path;
        while (around != null && !(around.getLeaf() instanceof MethodTree)) {
            around = around.getParentPath();
        }
        return around;
    }

    /** Takes all that a piece of code puts into collections, or into one; returns whether there is anything. */
    private boolean puts(TreePath code, @Nullable Element into) {
        boolean[] found = {false};
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
                if (sources.trees().getElement(getCurrentPath()) instanceof ExecutableElement method
                        && OpenTypes.isOfCollections(method)
                        && (into == null || into.equals(receiver(call)))) {
                    List<? extends ExpressionTree> arguments = call.getArguments();
                    arguments.forEach(each -> origin.accept(new TreePath(getCurrentPath(), each)));
                    found[0] |= !arguments.isEmpty();
                }
                return super.visitMethodInvocation(call, null);
            }

            private @Nullable Element receiver(MethodInvocationTree call) {
                TreePath method = new TreePath(getCurrentPath(), call.getMethodSelect());
                return call.getMethodSelect() instanceof MemberSelectTree select
                        ? sources.trees().getElement(new TreePath(method, select.getExpression()))
                        : null;
            }
        }.scan(code, null);
        return found[0];
    }
}
