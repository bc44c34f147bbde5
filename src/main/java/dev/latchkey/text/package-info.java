/**
 * Text that callers send.
 *
 * <p>Owns: which characters a text may have, its normalization (UAX 15), and its length in code points.
 *
 * <p>Does not own: what a user name or a password may be ({@code name}, {@code password}).
 *
 * <p>Neighbour: {@code name}, which compares texts as user names.
 */
@NullMarked
package dev.latchkey.text;

import org.jspecify.annotations.NullMarked;
