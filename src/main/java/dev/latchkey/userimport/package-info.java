/**
 * Imports users from other systems.
 *
 * <p>Owns: Latchkey's own lines ({@link dev.latchkey.userimport.ImportRow}), the export files of other systems ({@link
 * dev.latchkey.userimport.SourceSystem}), and the import of each user in them ({@link dev.latchkey.userimport.UserImport}). A reader never
 * states more than the file: an address is verified only if the file says so, and a user who was disabled, locked or deleted there cannot
 * sign in here.
 *
 * <p>Does not own: which password hashes are supported ({@code password}), nor which users can be created ({@code user}).
 */
@NullMarked
package dev.latchkey.userimport;

import org.jspecify.annotations.NullMarked;
