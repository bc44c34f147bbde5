/**
 * Tells other services what happened to a person.
 *
 * <p>Owns: endpoints and their secrets, the outbox and its dead letters, when and how often a delivery is tried, and where it may go.
 *
 * <p>Does not own: what happens; triggers of the database write it into the outbox, in the transaction that makes it so.
 *
 * <p>Neighbour: {@code throttle}; neither knows of the other.
 */
@NullMarked
package dev.latchkey.webhook;

import org.jspecify.annotations.NullMarked;
