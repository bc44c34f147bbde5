/**
 * Connections before they carry a request.
 *
 * <p>Owns: how many connections are open, in total and for a network; how long headers, an idle connection and a response may take; the
 * response to bytes that are not HTTP; how a connection is closed; whether the ports are free at the start; the networks that addresses are
 * counted by.
 *
 * <p>Does not own: requests ({@code http}, the floor above).
 *
 * <p>Neighbour: {@code http}, which uses this room to close a connection whose request it refuses.
 */
@NullMarked
package dev.latchkey.connection;

import org.jspecify.annotations.NullMarked;
