/**
 * The operations of operators: users, roles, signing keys, the audit trail, the import of users.
 *
 * <p>Owns: the routes below {@code /admin}, who may call them, and which version of a user a change is meant for.
 *
 * <p>Does not own: what a user or a role is ({@code user}), nor when a key may sign ({@code key}).
 *
 * <p>Neighbour: {@code account}, where users change their own records.
 */
@NullMarked
package dev.latchkey.admin;

import org.jspecify.annotations.NullMarked;
