/**
 * Revocation of tokens, for resource servers that check them offline.
 *
 * <p>Owns: the signed status lists, how long they may be cached, and the answers to requests for them.
 *
 * <p>Does not own: when a bit is set (triggers on sessions and grants, see {@code session}), or which bit a token names ({@code token}).
 *
 * <p>Neighbour: {@code auth}, which ends sessions. No other room uses this one; it is used over HTTP only.
 */
@NullMarked
package dev.latchkey.revocation;

import org.jspecify.annotations.NullMarked;
