/**
 * What operators do: people, roles, signing keys, the audit trail, the import of people.
 *
 * <p>Owns: the routes below {@code /admin}, who may call them, and which version of a person a change is meant for.
 *
 * <p>Does not own: what a person or a role is ({@code user}), nor when a key may sign ({@code key}).
 *
 * <p>Neighbour: {@code account}, where people do to themselves what they may.
 */
@NullMarked
package dev.latchkey.admin;

import org.jspecify.annotations.NullMarked;
