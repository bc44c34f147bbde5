/**
 * bcrypt itself: one job, or two side by side on one core.
 *
 * <p>Owns: the kernel ({@link dev.latchkey.password.bcrypt.TwinLanes}), its reference and fallback
 * ({@link dev.latchkey.password.bcrypt.BcryptEngine#ELYTRON}), the form {@code $2a$10$…}.
 *
 * <p>Does not own: peppers, what is stored beside the hash, who waits for which job; that is the room around it.
 */
@NullMarked
package dev.latchkey.password.bcrypt;

import org.jspecify.annotations.NullMarked;
