/**
 * Which tokens are revoked, for those who check them offline.
 *
 * <p>Owns: the signed status lists, how long they may be cached, and the answers to those who read them.
 *
 * <p>Does not own: when a bit is set (triggers on sessions and grants, see {@code session}), or which bit a token names ({@code token}).
 *
 * <p>Neighbour: {@code auth}, which ends sessions. No room uses this one: what is said here goes out over HTTP.
 */
@NullMarked
package dev.latchkey.revocation;

import org.jspecify.annotations.NullMarked;
