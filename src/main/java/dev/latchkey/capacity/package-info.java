/**
 * Who is served when there is too much.
 *
 * <p>Owns: who may have a password hashed (and hears 503 otherwise), the share of the database connections that sign-ins and registrations
 * may have at once, and which callers go first.
 *
 * <p>Does not own: the threads that hash ({@code password}), how often one caller may try ({@code throttle}), or what connections cost before
 * a request is read ({@code platform}).
 */
@NullMarked
package dev.latchkey.capacity;

import org.jspecify.annotations.NullMarked;
