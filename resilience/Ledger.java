import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** What callers were told has happened, to be looked up when all is over. Safe for use by several threads. */
final class Ledger {

    final AtomicLong registrations = new AtomicLong();
    final AtomicLong passwordChanges = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong others = new AtomicLong();

    private final Map<String, Set<String>> passwords = new LinkedHashMap<>();
    private final Set<String> loggedOut = new HashSet<>();

    synchronized void registered(String name, String password) {
        registrations.incrementAndGet();
        passwords.put(name, Set.of(password));
    }

    synchronized void passwordChanged(String name, String password) {
        passwordChanges.incrementAndGet();
        passwords.put(name, Set.of(password));
    }

    /** It was asked for and not acknowledged: both passwords are right answers. */
    synchronized void passwordMayHaveChanged(String name, String password) {
        Set<String> either = new HashSet<>(passwords.get(name));
        either.add(password);
        passwords.put(name, either);
    }

    synchronized void loggedOut(String refreshToken) {
        loggedOut.add(refreshToken);
    }

    int logouts() {
        return loggedOut.size();
    }

    /** Whatever was not acknowledged: a refusal is what the contract has for it, anything else is a fault. */
    void unacknowledged(Caller.Answer answer) {
        if (answer.status() == 503) {
            refused.incrementAndGet();
        } else if (others.incrementAndGet() <= 5) {
            System.out.println("  unexpected: " + answer);
        }
    }

    /** How many people cannot sign in with what they were told is theirs. */
    synchronized int lostPasswords(Caller caller) {
        int lost = 0;
        for (Map.Entry<String, Set<String>> person : passwords.entrySet()) {
            if (person.getValue().stream()
                    .noneMatch(
                            password -> caller.login(person.getKey(), password).status() == 200)) {
                lost++;
                System.out.println("  lost: " + person.getKey());
            }
        }
        return lost;
    }

    /** How many refresh tokens work although their session was ended. */
    synchronized int lostLogouts(Caller caller) {
        int lost = 0;
        for (String refreshToken : loggedOut) {
            if (caller.refresh(refreshToken).status() != 401) {
                lost++;
            }
        }
        return lost;
    }
}
