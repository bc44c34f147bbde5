/**
 * The command line: the same program as the service, started with arguments.
 *
 * <p>Owns: the commands, their output and exit codes, and that no command listens on a port.
 *
 * <p>Does not own: what a command does. The rooms below do it, with the same audit and the same refusals as for operators who use HTTP.
 *
 * <p>Neighbour: none; this is the top floor.
 */
@NullMarked
package dev.latchkey.command;

import org.jspecify.annotations.NullMarked;
