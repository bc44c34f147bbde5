package dev.latchkey.http;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A route: a method of a resource with the annotations that concern the edge. Immutable.
 *
 * @param path the path or its template, for example {@code /admin/users/{id}}
 * @param policy how the edge treats it
 * @param marks the types of all annotations on the method and on its class
 */
public record Route(String path, RoutePolicy policy, Set<Class<? extends Annotation>> marks) {

    /** The policy of a route that declares none, and of a request that no route matches. */
    static final RoutePolicy DEFAULT = Unmarked.class.getAnnotation(RoutePolicy.class);

    @RoutePolicy
    private static final class Unmarked {}

    static Route of(String path, Class<?> resource, Method method) {
        RoutePolicy policy = Stream.of(method, resource)
                .filter(each -> each.isAnnotationPresent(RoutePolicy.class))
                .findFirst()
                .map(each -> each.getAnnotation(RoutePolicy.class))
                .orElse(DEFAULT);
        return new Route(
                path,
                policy,
                Stream.of(method.getAnnotations(), resource.getAnnotations())
                        .flatMap(Arrays::stream)
                        .map(Annotation::annotationType)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Unites two methods with one path and one HTTP method, which differ in what they consume. */
    Route and(Route other) {
        if (!policy.equals(other.policy)) {
            throw new IllegalStateException("two policies for " + path + ": " + policy + " and " + other.policy);
        }
        return new Route(
                path,
                policy,
                Stream.concat(marks.stream(), other.marks.stream()).collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * Returns whether the route is marked by an annotation.
     *
     * @param mark a type with retention {@code RUNTIME}
     * @return whether the method or its class has it
     */
    public boolean has(Class<? extends Annotation> mark) {
        return marks.contains(mark);
    }
}
