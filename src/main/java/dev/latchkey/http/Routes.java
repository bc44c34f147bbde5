package dev.latchkey.http;

import dev.latchkey.problem.ErrorForm;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The routes, read once from the annotations of the resources, for filters that run before the framework routes a request. A native image
 * shows only methods that are registered: the framework registers those with an interceptor, and {@code RegisterForReflection} on each
 * resource all of them. Immutable.
 */
@Singleton
public class Routes {

    private static final String FOUND = Routes.class.getName();

    private final Map<String, Map<HttpMethod, Route>> literal = new HashMap<>();

    /** Those with more literal characters first, as Jakarta REST has it (3.7.2). */
    private final Map<PathTemplate, Map<HttpMethod, Route>> templates = new TreeMap<>();

    private final Instance<ErrorForm> forms;
    private final Map<Class<? extends ErrorForm>, ErrorForm> formsInUse = new ConcurrentHashMap<>();

    @Inject
    Routes(BeanManager beans, @Any Instance<ErrorForm> forms) {
        this.forms = forms;
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .filter(each -> each.isAnnotationPresent(Path.class))
                .distinct()
                .forEach(this::addAll);
        if (literal.isEmpty()) {
            throw new IllegalStateException("no resource has a route: the methods of resources are not visible");
        }
    }

    private void addAll(Class<?> resource) {
        for (Method method : resource.getDeclaredMethods()) {
            httpMethod(method).ifPresent(verb -> {
                String path = join(resource.getAnnotation(Path.class), method.getAnnotation(Path.class));
                Route route = Route.of(path, resource, method);
                (path.contains("{")
                                ? templates.computeIfAbsent(PathTemplate.of(path), each -> new HashMap<>())
                                : literal.computeIfAbsent(path, each -> new HashMap<>()))
                        .merge(verb, route, Route::and);
            });
        }
    }

    private static Optional<HttpMethod> httpMethod(Method method) {
        return Stream.of(method.getAnnotations())
                .map(each -> each.annotationType().getAnnotation(jakarta.ws.rs.HttpMethod.class))
                .flatMap(each -> Stream.ofNullable(each))
                .map(each -> HttpMethod.valueOf(each.value()))
                .findFirst();
    }

    private static String join(Path ofClass, Path ofMethod) {
        List<String> segments = new ArrayList<>();
        Stream.of(Optional.of(ofClass), Optional.ofNullable(ofMethod))
                .flatMap(Optional::stream)
                .flatMap(each -> Stream.of(each.value().split("/(?![^{]*\\})")))
                .filter(each -> !each.isEmpty())
                .forEach(segments::add);
        return "/" + String.join("/", segments);
    }

    /**
     * Returns the route of a request.
     *
     * @param call the request; the routes of its path are kept in it after the first question
     * @return empty if no route has its path and method; {@code HEAD} and {@code OPTIONS} have the route of {@code GET}. Two methods that
     *     differ in what they consume are one route
     */
    public Optional<Route> of(RoutingContext call) {
        HttpMethod method = call.request().method();
        HttpMethod asked =
                method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.OPTIONS) ? HttpMethod.GET : method;
        return Optional.ofNullable(ofPath(call).get(asked));
    }

    /**
     * Returns whether the route of a request is marked by an annotation.
     *
     * @param call the request
     * @param mark the type of the annotation
     * @return false if there is no such route
     */
    public boolean isMarked(RoutingContext call, Class<? extends Annotation> mark) {
        return of(call).filter(route -> route.has(mark)).isPresent();
    }

    /**
     * As {@link #isMarked}, for any method of the path: a refusal that protects a path comes before the answer that the method is wrong.
     *
     * @param call the request
     * @param mark the type of the annotation
     * @return whether a route with this path has it
     */
    public boolean isPathMarked(RoutingContext call, Class<? extends Annotation> mark) {
        return ofPath(call).values().stream().anyMatch(route -> route.has(mark));
    }

    RoutePolicy policy(RoutingContext call) {
        return of(call).map(Route::policy).orElse(Route.DEFAULT);
    }

    ErrorForm errorForm(RoutePolicy policy) {
        return formsInUse.computeIfAbsent(
                policy.errors(), form -> forms.select(form).get());
    }

    /** Returns the paths of all routes that have no parameter. */
    Set<String> literalPaths() {
        return Set.copyOf(literal.keySet());
    }

    /** Returns the templates, the most specific first. */
    Set<PathTemplate> templates() {
        return templates.keySet();
    }

    private Map<HttpMethod, Route> ofPath(RoutingContext call) {
        Map<HttpMethod, Route> known = call.get(FOUND);
        if (known == null) {
            known = find(call.request().path());
            call.put(FOUND, known);
        }
        return known;
    }

    private Map<HttpMethod, Route> find(@Nullable String path) {
        if (path == null) {
            return Map.of();
        }
        Map<HttpMethod, Route> exactly = literal.get(path);
        if (exactly != null) {
            return exactly;
        }
        return templates.entrySet().stream()
                .filter(each -> each.getKey().matches(path))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Map.of());
    }
}
