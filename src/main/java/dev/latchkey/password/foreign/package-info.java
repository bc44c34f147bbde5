/**
 * Passwords as other systems have hashed them: bcrypt, Argon2, scrypt, PBKDF2.
 *
 * <p>Owns: which forms are read and up to which size ({@link dev.latchkey.password.foreign.ForeignHash}), the layouts of Django,
 * Keycloak, Firebase and passlib ({@link dev.latchkey.password.foreign.ForeignLayouts}), how much memory all comparisons together
 * may take. A form that was read costs at most 100 MiB and a few seconds of one core to compare, whoever wrote the row.
 *
 * <p>Compared is what was typed, as it was typed: the bytes of its UTF-8 form, with no folding. No password that holds a NUL is right,
 * and none of more than 72 bytes where the hash is bcrypt's, which would look at the first 72 only: their owners need a new password.
 *
 * <p>Does not own: when a hash is compared and what is done to hide how long that took; that is the room around it.
 */
@NullMarked
package dev.latchkey.password.foreign;

import org.jspecify.annotations.NullMarked;
