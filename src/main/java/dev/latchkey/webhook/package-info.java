/**
 * Informs other services about events of users.
 *
 * <p>Owns: endpoints and their secrets, the table of deliveries and its dead ones, and where a delivery may go.
 *
 * <p>Does not own: the events; database triggers write them into the outbox, in the transaction that causes them.
 *
 * <p>Neighbour: {@code outbox}, below, which decides when and how often a delivery is tried.
 */
@NullMarked
package dev.latchkey.webhook;

import org.jspecify.annotations.NullMarked;
