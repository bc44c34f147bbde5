package dev.latchkey.http;

import dev.latchkey.capacity.HashingAdmission;
import dev.latchkey.capacity.Priority;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;

/** Takes all places for hashing, so that every login is refused with 503. */
final class FullHashing {

    private final HashingAdmission hashing;
    private int taken;

    FullHashing(HashingAdmission hashing) {
        this.hashing = hashing;
    }

    void begin() {
        while (hasRoom()) {
            hashing.enter(Priority.NORMAL);
            taken++;
        }
    }

    private boolean hasRoom() {
        try {
            hashing.requireRoom(Priority.NORMAL);
            return true;
        } catch (ProblemException full) {
            if (full.type() != ProblemType.BUSY) {
                throw full;
            }
            return false;
        }
    }

    /** Does nothing if it has not begun. */
    void end() {
        hashing.leave(taken);
        taken = 0;
    }
}
