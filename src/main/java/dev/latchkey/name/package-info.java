/**
 * User names and e-mail addresses as values.
 *
 * <p>Owns: which user names and addresses are valid, when two are the same, and which user names look alike (UTS 39).
 *
 * <p>Does not own: which names are taken ({@code user}).
 *
 * <p>Neighbour: {@code text}, which knows the characters.
 */
@NullMarked
package dev.latchkey.name;

import org.jspecify.annotations.NullMarked;
