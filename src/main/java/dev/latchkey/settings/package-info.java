/**
 * What an operator may set, and whether what was set is good.
 *
 * <p>Owns: the list of all settings, which it reads off the rooms' {@code *Config} interfaces, their forms and bounds, and which of them go
 * together.
 *
 * <p>Does not own: what a setting does; that is in the rooms below.
 *
 * <p>Neighbour: none. The start and the commands ask it before the database is touched.
 */
@NullMarked
package dev.latchkey.settings;

import org.jspecify.annotations.NullMarked;
