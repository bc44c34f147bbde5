/**
 * What happened, for whoever must find out later.
 *
 * <p>Owns: the closed list of security events, their table, which is only ever appended to, how long it is
 * kept, and the MACs and seals by which changes made by others show.
 *
 * <p>Does not own: deciding that something happened; the rooms above do, in the transaction that makes it so.
 *
 * <p>Neighbour: none; it is below all rooms that have something to tell.
 */
@NullMarked
package dev.latchkey.audit;

import org.jspecify.annotations.NullMarked;
