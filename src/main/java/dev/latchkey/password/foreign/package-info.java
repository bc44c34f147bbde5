/**
 * Password hashes of other systems: bcrypt, Argon2, scrypt, PBKDF2, phpass.
 *
 * <p>Owns: which forms are read and up to which size ({@link dev.latchkey.password.foreign.ForeignHash}), the layouts of other systems
 * ({@link dev.latchkey.password.foreign.ForeignLayouts}), the byte forms that such a system may have hashed for a typed password
 * ({@link dev.latchkey.password.foreign.ForeignHash#formsOf}), and how much memory all comparisons together may use. A comparison with an
 * accepted hash takes at most 128 MiB and a few seconds of one core, whatever the row contains.
 *
 * <p>A password with a NUL never matches. Of a password of more than 72 bytes, bcrypt compares the first 72, as the systems that made the
 * hashes do. The enclosing room then hashes the whole password for the upgrade.
 *
 * <p>Does not own: when a hash is compared, and how its time is hidden; the enclosing room owns that.
 */
@NullMarked
package dev.latchkey.password.foreign;

import org.jspecify.annotations.NullMarked;
