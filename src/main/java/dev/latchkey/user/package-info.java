/**
 * The users, their roles and permissions.
 *
 * <p>Owns: the {@code User} entity and its states; the rules for a profile; which names are taken; roles and permissions.
 *
 * <p>Does not own: how a password is hashed ({@code password}), nor the content of a token ({@code token}).
 *
 * <p>Neighbour: {@code token}; the flows above carry grants and profile from here to there.
 */
@NullMarked
package dev.latchkey.user;

import org.jspecify.annotations.NullMarked;
