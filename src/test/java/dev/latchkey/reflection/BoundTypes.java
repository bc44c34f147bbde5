package dev.latchkey.reflection;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/**
 * The types of everything that code gives to Jackson, or asks of it, outside of the signatures of resources: the arguments of calls of
 * Jackson, of {@code Response}, and of methods of the code itself that pass their parameters on to those.
 *
 * <p>If the type of an argument says nothing of its value ({@code Object}, {@code Map<String, Object>}), {@link Origins} searches for where
 * the value comes from. What it does not find is {@link #unknown}.
 */
final class BoundTypes {

    private final AttributedSources sources;
    private final OpenTypes open;
    private final Sinks sinks;
    private final Origins origins;
    private final List<TypeMirror> found = new ArrayList<>();
    private final Set<String> unknown = new TreeSet<>();
    private final Set<Tree> taken = new HashSet<>();

    BoundTypes(AttributedSources sources) {
        this.sources = sources;
        this.open = new OpenTypes(sources.types());
        this.sinks = new Sinks(sources, open);
        this.origins = new Origins(sources, sinks, this::take);
        int before;
        do {
            // methods that pass their parameters on are found on the way, perhaps after a call of them was read
            before = sinks.size();
            taken.clear();
            sources.units().forEach(unit -> new Calls().scan(unit, null));
        } while (sinks.size() > before);
    }

    /** Returns the types that Jackson writes or reads. */
    List<TypeMirror> found() {
        return List.copyOf(found);
    }

    /** Returns the places of arguments whose type cannot be told. */
    Set<String> unknown() {
        return unknown;
    }

    private final class Calls extends TreePathScanner<Void, Void> {

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
            arguments(call.getArguments());
            return super.visitMethodInvocation(call, null);
        }

        @Override
        public Void visitNewClass(NewClassTree call, Void none) {
            arguments(call.getArguments());
            return super.visitNewClass(call, null);
        }

        @Override
        public Void visitMemberReference(MemberReferenceTree reference, Void none) {
            if (called() instanceof ExecutableElement method && sinks.hasAny(method)) {
                // Function<Device, String>: one of its type arguments is what the method is called with
                found.add(sources.trees().getTypeMirror(getCurrentPath()));
            }
            return super.visitMemberReference(reference, null);
        }

        private void arguments(List<? extends ExpressionTree> arguments) {
            if (called() instanceof ExecutableElement method) {
                for (int i = 0; i < arguments.size(); i++) {
                    if (sinks.contains(method, i)) {
                        take(new TreePath(getCurrentPath(), arguments.get(i)));
                    }
                }
            }
        }

        private Object called() {
            return sources.trees().getElement(getCurrentPath());
        }
    }

    private void take(TreePath argument) {
        if (!taken.add(argument.getLeaf())) {
            return;
        }
        TypeMirror type = sources.trees().getTypeMirror(argument);
        found.add(type);
        if (open.isOpen(type) && !origins.search(argument)) {
            CompilationUnitTree unit = argument.getCompilationUnit();
            long start = sources.trees().getSourcePositions().getStartPosition(unit, argument.getLeaf());
            unknown.add(unit.getSourceFile().getName() + ":" + unit.getLineMap().getLineNumber(start) + " "
                    + argument.getLeaf());
        }
    }
}
