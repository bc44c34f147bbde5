package dev.latchkey.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The messages of one room. Each method is a transaction of its own; none is open while a message is sent. */
public interface Outbox {

    /**
     * Returns the receivers with due messages.
     *
     * @return their ids
     */
    List<UUID> waiting();

    /**
     * Takes the next due message of a receiver, and leases it.
     *
     * @param receiver the receiver
     * @return empty if none is due
     */
    Optional<Attempt> take(UUID receiver);

    /**
     * Deletes a message that was accepted.
     *
     * @param id its id
     */
    void delivered(long id);

    /**
     * Schedules the next attempt of a message.
     *
     * @param id its id
     * @param fault why it was not accepted
     * @param pause how long to wait
     */
    void failed(long id, String fault, Duration pause);

    /**
     * Marks a message as dead: there is no further attempt, and the next message of its key follows.
     *
     * @param id its id
     * @param fault why it was not accepted
     */
    void died(long id, String fault);
}
