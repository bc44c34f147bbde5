package dev.latchkey.user;

import dev.latchkey.user.Newcomer.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Decides who of some newcomers can come in, one after the other: the first of two of one name has it. For one thread and one
 * transaction.
 */
final class Admission {

    /** Import keys by names that are taken; empty for somebody who was not imported. */
    private final Map<String, Optional<UUID>> names;

    private final Set<String> provedEmails;

    private final Set<String> roles;

    /** Takes what is there, and will add to it. */
    Admission(Map<String, Optional<UUID>> names, Set<String> provedEmails, Set<String> roles) {
        this.names = names;
        this.provedEmails = provedEmails;
        this.roles = roles;
    }

    Outcome decide(Arrival arrival) {
        Optional<UUID> present = names.get(arrival.nameKey());
        if (present != null) {
            boolean same = present.filter(arrival.importKey()::equals).isPresent();
            return same ? Outcome.ALREADY_THERE : Outcome.USERNAME_TAKEN;
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
        names.put(arrival.nameKey(), Optional.of(arrival.importKey()));
        if (proved != null) {
            provedEmails.add(proved);
        }
        return Outcome.ADMITTED;
    }
}
