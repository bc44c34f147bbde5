/**
 * Admission and priorities under overload.
 *
 * <p>Owns: which callers may have a password hashed (others get 503), the share of the database connections that sign-ins and registrations
 * may have at once, and which callers have priority.
 *
 * <p>Does not own: the threads that hash ({@code password}), how often one caller may try ({@code throttle}), or what connections cost
 * before a request is read ({@code connection}).
 */
@NullMarked
package dev.latchkey.capacity;

import org.jspecify.annotations.NullMarked;
