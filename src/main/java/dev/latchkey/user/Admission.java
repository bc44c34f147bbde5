package dev.latchkey.user;

import dev.latchkey.user.Newcomer.Outcome;
import java.util.Map;
import java.util.Set;

/**
 * Decides who of some newcomers can come in, one after the other: the first of two of one name has it. For one thread and one
 * transaction.
 */
final class Admission {

    /** Who has a name, by its key. */
    private final Map<String, Present> names;

    private final Set<String> provedEmails;

    private final Set<String> roles;

    /** Takes what is there, and will add to it. */
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
