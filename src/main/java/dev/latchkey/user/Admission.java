package dev.latchkey.user;

import dev.latchkey.user.Newcomer.Outcome;
import java.util.Map;
import java.util.Set;

/**
 * Decides for each arrival in turn whether it can be admitted. Of two with one name, the first gets it. For one thread and one transaction.
 */
final class Admission {

    /** Users by name key. */
    private final Map<String, Present> names;

    private final Set<String> provedEmails;

    private final Set<String> roles;

    /** Takes the present state as mutable collections; each admitted arrival is added to them. */
    Admission(Map<String, Present> names, Set<String> provedEmails, Set<String> roles) {
        this.names = names;
        this.provedEmails = provedEmails;
        this.roles = roles;
    }

    Outcome decide(Arrival arrival) {
        Present present = names.get(arrival.nameKey());
        if (present != null) {
            return present.isOf(arrival) ? Outcome.ALREADY_THERE : Outcome.USERNAME_TAKEN;
        }
        if (provedEmails.contains(arrival.nameKey())) {
            return Outcome.USERNAME_TAKEN;
        }
        String proved = arrival.person().emailVerified() ? arrival.emailKey() : null;
        boolean anothersName = proved != null && !proved.equals(arrival.nameKey()) && names.containsKey(proved);
        if (proved != null && (anothersName || provedEmails.contains(proved))) {
            return Outcome.EMAIL_TAKEN;
        }
        if (!roles.containsAll(arrival.person().roles())) {
            return Outcome.UNKNOWN_ROLE;
        }
        names.put(arrival.nameKey(), Present.of(arrival));
        if (proved != null) {
            provedEmails.add(proved);
        }
        return Outcome.ADMITTED;
    }
}
