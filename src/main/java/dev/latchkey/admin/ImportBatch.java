package dev.latchkey.admin;

import dev.latchkey.user.Newcomer;
import java.util.ArrayList;
import java.util.List;

/** Lines that go into one transaction, and those between them that cannot. For one thread. */
final class ImportBatch {

    private static final int MOST_LINES = 500;

    /** Of what was read, not of what that takes in memory, which is some times more. */
    private static final int MOST_BYTES = 1024 * 1024;

    private final List<Long> lines = new ArrayList<>();
    private final List<Newcomer> people = new ArrayList<>();
    private final List<ImportFault> faults = new ArrayList<>();
    private int bytes;

    void add(long line, Newcomer person, int length) {
        lines.add(line);
        people.add(person);
        bytes += length;
    }

    void add(ImportFault fault) {
        faults.add(fault);
    }

    boolean isFull() {
        return people.size() + faults.size() >= MOST_LINES || bytes >= MOST_BYTES;
    }

    List<Newcomer> people() {
        return people;
    }

    long line(int index) {
        return lines.get(index);
    }

    List<ImportFault> faults() {
        return faults;
    }
}
