/**
 * The command line beside the service: the same program, with arguments.
 *
 * <p>Owns: the commands, what they print, what they exit with, and that none of them listens on a port.
 *
 * <p>Does not own: what is done; that is in the rooms below, which audit it and refuse it as they do for operators who call.
 *
 * <p>Neighbour: none, it is the top.
 */
@NullMarked
package dev.latchkey.command;

import org.jspecify.annotations.NullMarked;
