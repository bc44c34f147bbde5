package dev.latchkey.http;

import dev.latchkey.problem.ErrorForm;
import dev.latchkey.problem.ProblemJson;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How the edge of HTTP treats a route. Stands on a resource, or on one of its methods, which takes precedence. Without it, the defaults
 * apply. Media types are declared by {@code @Consumes} and {@code @Produces}, as everywhere in Jakarta REST.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RoutePolicy {

    /**
     * Whether pages of every origin may read the response. For documents that are the same for all callers: a cache may share them. Has an
     * effect on {@code GET} and {@code HEAD} only.
     *
     * @return true for a public document
     */
    boolean anyOrigin() default false;

    /**
     * Whether the resource reads the body itself, of any length, line by line. Else the edge reads it: whole, at most 16 KiB, within 10 s.
     *
     * @return true for an import
     */
    boolean streamedBody() default false;

    /**
     * The header {@code Cache-Control}, unless the resource sets it. An error always has {@code no-store}.
     *
     * @return {@code no-store} by default
     */
    String cacheControl() default "no-store";

    /**
     * The header {@code Content-Security-Policy} (CSP 3). With {@code frame-ancestors 'none'} the response also has {@code
     * X-Frame-Options: DENY}.
     *
     * @return by default: nothing may be loaded, and no page may frame the response
     */
    String contentSecurityPolicy() default "default-src 'none'; frame-ancestors 'none'";

    /**
     * The form of the route's errors, also of those that filters make before the resource is reached.
     *
     * @return a bean; {@code application/problem+json} by default
     */
    Class<? extends ErrorForm> errors() default ProblemJson.class;
}
