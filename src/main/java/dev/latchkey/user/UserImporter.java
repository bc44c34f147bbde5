package dev.latchkey.user;

import dev.latchkey.audit.Actor;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.user.ImportedUser.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Imports users in batches. Safe for use by several threads. */
@ApplicationScoped
public class UserImporter {

    private final ImportedUserRows rows;
    private final AuditTrail audit;

    UserImporter(ImportedUserRows rows, AuditTrail audit) {
        this.rows = rows;
        this.audit = audit;
    }

    /**
     * Creates the users that can be created, in one transaction, with an audit event for each.
     *
     * @param actor who imports
     * @param users the users to import, some hundred at most
     * @return the outcomes, in the order of the users
     */
    @Transactional
    public List<Outcome> admit(Actor actor, List<ImportedUser> users) {
        List<ImportCandidate> candidates = users.stream().map(rows::candidate).toList();
        ImportDecision admission = rows.lookAround(candidates);
        List<Outcome> outcomes = new ArrayList<>();
        List<ImportCandidate> admitted = new ArrayList<>();
        for (ImportCandidate each : candidates) {
            Outcome outcome = admission.decide(each);
            outcomes.add(outcome);
            if (outcome == Outcome.ADMITTED) {
                admitted.add(each);
            }
        }
        rows.insert(admitted);
        for (ImportCandidate each : admitted) {
            audit.record(
                    AuditEvent.USER_IMPORTED,
                    actor,
                    each.id(),
                    Map.of(
                            "roles",
                            each.user().roles(),
                            "status",
                            each.user().status().text()));
        }
        return outcomes;
    }

    /**
     * Returns the outcomes that {@link #admit} would have, without changing anything.
     *
     * @param users the users to import, some hundred at most
     * @param rehearsal remembers the users of one file that would have been created
     * @return the outcomes, in the order of the users
     */
    @Transactional
    public List<Outcome> rehearse(List<ImportedUser> users, Rehearsal rehearsal) {
        List<ImportCandidate> candidates = users.stream().map(rows::candidate).toList();
        ImportDecision admission = rows.lookAround(candidates, rehearsal);
        List<Outcome> outcomes = new ArrayList<>();
        for (ImportCandidate each : candidates) {
            Outcome outcome = admission.decide(each);
            outcomes.add(outcome);
            if (outcome == Outcome.ADMITTED) {
                rehearsal.remember(each);
            }
        }
        return outcomes;
    }
}
