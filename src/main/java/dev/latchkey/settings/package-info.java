/**
 * The settings of an operator, and whether they are valid.
 *
 * <p>Owns: the list of all settings, which it derives from the rooms' {@code *Config} interfaces, their types and bounds, and which of them
 * depend on each other.
 *
 * <p>Does not own: the effect of a setting; that is in the rooms below.
 *
 * <p>Neighbour: none. The start and the commands use it before the database is touched.
 */
@NullMarked
package dev.latchkey.settings;

import org.jspecify.annotations.NullMarked;
