package dev.latchkey.user;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The users that a dry run of an import would have created so far. It shows that two lines of a file have one name, although nothing is
 * stored. It remembers the latest 100,000 users (about 40 MiB), whatever the length of the file. For one thread.
 */
public final class Rehearsal {

    private static final int MOST = 100_000;

    private final Map<String, Present> names = new Latest<>();
    private final Map<String, Boolean> provedEmails = new Latest<>();

    /** A map of bounded size that removes its eldest entry. */
    private static final class Latest<V> extends LinkedHashMap<String, V> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MOST;
        }
    }

    void remember(ImportCandidate admitted) {
        names.put(admitted.nameKey(), Present.of(admitted));
        String email = admitted.emailKey();
        if (email != null && admitted.user().emailVerified()) {
            provedEmails.put(email, true);
        }
    }

    /** Adds the remembered users with these keys to what the database has. */
    void addTo(Map<String, Present> present, Set<String> proved, String... keys) {
        for (String key : keys) {
            Present rehearsed = names.get(key);
            if (rehearsed != null) {
                present.putIfAbsent(key, rehearsed);
            }
            if (provedEmails.containsKey(key)) {
                proved.add(key);
            }
        }
    }
}
