package dev.latchkey.outbox;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A message that was taken and is leased to this replica.
 *
 * @param id its id in the outbox
 * @param number the number of this attempt, from 1
 * @param name names it in the log; no personal data
 * @param send sends it, and returns why it was not accepted, without content of the receiver's answer; empty if it was
 */
public record Attempt(long id, int number, String name, Supplier<Optional<String>> send) {}
