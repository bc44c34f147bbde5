/**
 * The audit trail: security events for later investigation.
 *
 * <p>Owns: the closed list of security events, their table, which is append-only, its retention, and the MACs and seals by which changes
 * made by others are detected.
 *
 * <p>Does not own: the decision that something happened; the rooms above make it, in the same transaction.
 *
 * <p>Neighbour: none; it is below all rooms that record events.
 */
@NullMarked
package dev.latchkey.audit;

import org.jspecify.annotations.NullMarked;
