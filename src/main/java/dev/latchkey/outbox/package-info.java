/**
 * Messages that leave after the transaction that caused them.
 *
 * <p>A room that sends messages has a table of its own. It writes a row in the transaction of the event, and sends the row afterwards. So a
 * message is sent if and only if the transaction was committed, at least once.
 *
 * <p>Owns: which row is next ({@link dev.latchkey.outbox.OutboxTable}: leases, order for a key, dead letters), when it is tried again
 * ({@link dev.latchkey.outbox.Retries}), and the threads that send ({@link dev.latchkey.outbox.Dispatcher}).
 *
 * <p>Does not own: the tables and how a message is sent ({@code webhook}).
 *
 * <p>Neighbour: {@code audit}, whose rows stay where these leave.
 */
@NullMarked
package dev.latchkey.outbox;

import org.jspecify.annotations.NullMarked;
