package dev.latchkey.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits a setting that is a duration or a whole number. A package checks it with the other settings before anything starts
 * ({@code settings}). It is no constraint of Bean Validation, which would build its model of all classes twice at each start.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Within {

    /**
     * The minimum.
     *
     * @return as a setting is written, for example {@code 1m} or {@code 4}
     */
    String least();

    /**
     * The maximum.
     *
     * @return as a setting is written, for example {@code 24h} or {@code 16}
     */
    String most();
}
