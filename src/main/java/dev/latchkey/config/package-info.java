/**
 * Settings before anything starts.
 *
 * <p>Owns: how settings are read ({@link dev.latchkey.config.GivenSettings}), by the same rules in the service and in commands; secrets in
 * files; that an operator's value is no expression; the form and the bounds that a setting can declare; the issuer, which several rooms need.
 *
 * <p>Does not own: the settings of other rooms, which their {@code *Config} interfaces declare; the check of all of them ({@code settings}).
 *
 * <p>Neighbour: {@code settings}, near the top, which knows all settings and refuses a start with wrong ones.
 */
@NullMarked
package dev.latchkey.config;

import org.jspecify.annotations.NullMarked;
