/**
 * The bcrypt algorithm, for one job or for two in parallel on one core.
 *
 * <p>Owns: the kernel ({@link dev.latchkey.password.bcrypt.TwinLanes}), its reference and fallback
 * ({@link dev.latchkey.password.bcrypt.BcryptEngine#ELYTRON}), the form {@code $2a$10$…}.
 *
 * <p>Does not own: peppers, the rest of the stored form, or the queue of jobs; the enclosing room owns them.
 */
@NullMarked
package dev.latchkey.password.bcrypt;

import org.jspecify.annotations.NullMarked;
