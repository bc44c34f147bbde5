package dev.latchkey.userimport;

import dev.latchkey.user.ImportedUser;
import java.util.ArrayList;
import java.util.List;

/** Users to store in one transaction, and the refused and skipped entries between them. For one thread. */
final class ImportBatch {

    private static final int MOST_ENTRIES = 500;

    /** Limits the size of what was read; the memory used is several times that. */
    private static final int MOST_BYTES = 1024 * 1024;

    private final List<ImportEntry> entries = new ArrayList<>();
    private int bytes;

    void add(ImportEntry entry) {
        entries.add(entry);
        if (entry instanceof ImportEntry.Acceptable acceptable) {
            bytes += acceptable.size();
        }
    }

    boolean isFull() {
        return entries.size() >= MOST_ENTRIES || bytes >= MOST_BYTES;
    }

    List<ImportEntry> entries() {
        return entries;
    }

    List<ImportedUser> users() {
        List<ImportedUser> users = new ArrayList<>();
        for (ImportEntry each : entries) {
            if (each instanceof ImportEntry.Acceptable acceptable) {
                users.add(acceptable.user());
            }
        }
        return users;
    }
}
