/**
 * Informs other services about events of users.
 *
 * <p>Owns: endpoints and their secrets, the outbox and its dead deliveries, when and how often a delivery is tried, and where it may go.
 *
 * <p>Does not own: the events; database triggers write them into the outbox, in the transaction that causes them.
 *
 * <p>Neighbour: {@code throttle}; neither room uses the other.
 */
@NullMarked
package dev.latchkey.webhook;

import org.jspecify.annotations.NullMarked;
