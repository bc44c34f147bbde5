/**
 * The people who can sign in.
 *
 * <p>Owns: the {@code User} entity and its states, what a user name, an e-mail address and a profile must be, when two names
 * are the same, roles and what they permit.
 *
 * <p>Does not own: how a password is hashed ({@code password}), nor what a person's token says ({@code token}).
 *
 * <p>Neighbour: {@code token}; the flows above carry grants and profile from here to there.
 */
@NullMarked
package dev.latchkey.user;

import org.jspecify.annotations.NullMarked;
