/**
 * The database as it is: reachable, usable, migrated.
 *
 * <p>Owns: what Latchkey needs of PostgreSQL, checked before the start; the pool's connections and their session settings; migrations and the
 * connections they use; which transaction runs a second time; readiness; reading single values ({@link dev.latchkey.database.Scalars}).
 *
 * <p>Does not own: tables, which belong to the rooms that read them; what an error of the driver means ({@code problem}).
 *
 * <p>Neighbour: {@code cluster}, the floor above, which uses the database's locks.
 */
@NullMarked
package dev.latchkey.database;

import org.jspecify.annotations.NullMarked;
