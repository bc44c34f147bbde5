/**
 * Passwords as other systems have hashed them: bcrypt, Argon2, scrypt, PBKDF2, phpass.
 *
 * <p>Owns: which forms are read and up to which size ({@link dev.latchkey.password.foreign.ForeignHash}), the layouts of other systems
 * ({@link dev.latchkey.password.foreign.ForeignLayouts}), what such a system may have hashed for a password that is typed here ({@link
 * dev.latchkey.password.foreign.ForeignHash#formsOf}), how much memory all comparisons together may take. A form that was read costs at
 * most 128 MiB and a few seconds of one core to compare, whoever wrote the row.
 *
 * <p>No password that holds a NUL is right. Of one of more than 72 bytes bcrypt compares the first 72, as the systems did that made the
 * hash; the room around it then hashes the whole.
 *
 * <p>Does not own: when a hash is compared and what is done to hide how long that took; that is the room around it.
 */
@NullMarked
package dev.latchkey.password.foreign;

import org.jspecify.annotations.NullMarked;
