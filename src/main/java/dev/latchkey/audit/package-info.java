/**
 * What happened, for whoever must find out later.
 *
 * <p>Owns: the closed list of security events, their table, which is only ever appended to, and how long it is kept.
 *
 * <p>Does not own: deciding that something happened; the rooms above do, in the transaction that makes it so.
 *
 * <p>Neighbour: {@code key}; neither knows of the other.
 */
@NullMarked
package dev.latchkey.audit;

import org.jspecify.annotations.NullMarked;
