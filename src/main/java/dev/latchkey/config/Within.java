package dev.latchkey.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Limits the duration of a setting. Checked with the other settings before anything starts. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Within {

    /**
     * The minimum.
     *
     * @return as a setting is written, for example {@code 1m}
     */
    String least();

    /**
     * The maximum.
     *
     * @return as a setting is written, for example {@code 24h}
     */
    String most();
}
