package dev.latchkey.user;

import dev.latchkey.user.ImportedUser.Outcome;
import java.util.Map;
import java.util.Set;

/**
 * Decides for each candidate in turn whether it can be admitted. Of two with one name, the first gets it. For one thread and one transaction.
 */
final class ImportDecision {

    /** Users by name key. */
    private final Map<String, Present> names;

    private final Set<String> provedEmails;

    private final Set<String> roles;

    /** Takes the present state as mutable collections; each admitted candidate is added to them. */
    ImportDecision(Map<String, Present> names, Set<String> provedEmails, Set<String> roles) {
        this.names = names;
        this.provedEmails = provedEmails;
        this.roles = roles;
    }

    Outcome decide(ImportCandidate candidate) {
        Present present = names.get(candidate.nameKey());
        if (present != null) {
            return present.isOf(candidate) ? Outcome.ALREADY_THERE : Outcome.USERNAME_TAKEN;
        }
        if (provedEmails.contains(candidate.nameKey())) {
            return Outcome.USERNAME_TAKEN;
        }
        String proved = candidate.user().emailVerified() ? candidate.emailKey() : null;
        boolean anothersName = proved != null && !proved.equals(candidate.nameKey()) && names.containsKey(proved);
        if (proved != null && (anothersName || provedEmails.contains(proved))) {
            return Outcome.EMAIL_TAKEN;
        }
        if (!roles.containsAll(candidate.user().roles())) {
            return Outcome.UNKNOWN_ROLE;
        }
        names.put(candidate.nameKey(), Present.of(candidate));
        if (proved != null) {
            provedEmails.add(proved);
        }
        return Outcome.ADMITTED;
    }
}
