import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Records what the service has acknowledged, to be checked at the end. Safe for use by several threads. */
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

    /** Records a change that was requested and not acknowledged: either password may be right. */
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

    /** Records an answer that is not an acknowledgement: the contract allows a refusal; anything else is a failure. */
    void unacknowledged(Caller.Answer answer) {
        if (answer.status() == 503) {
            refused.incrementAndGet();
        } else if (others.incrementAndGet() <= 5) {
            System.out.println("  unexpected: " + answer);
        }
    }

    /** Returns how many users cannot sign in with the password that was acknowledged. */
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

    /** Returns how many refresh tokens still work although their session was ended. */
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
