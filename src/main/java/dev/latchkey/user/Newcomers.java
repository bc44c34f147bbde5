package dev.latchkey.user;

import dev.latchkey.audit.Actor;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditTrail;
import dev.latchkey.user.Newcomer.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Imports users in batches. Safe for use by several threads. */
@ApplicationScoped
public class Newcomers {

    private final NewcomerRows rows;
    private final AuditTrail audit;

    Newcomers(NewcomerRows rows, AuditTrail audit) {
        this.rows = rows;
        this.audit = audit;
    }

    /**
     * Creates the users that can be created, in one transaction, with an audit event for each.
     *
     * @param actor who imports
     * @param people the newcomers, some hundred at most
     * @return the outcomes, in the order of the newcomers
     */
    @Transactional
    public List<Outcome> admit(Actor actor, List<Newcomer> people) {
        List<Arrival> arrivals = people.stream().map(rows::arrival).toList();
        Admission admission = rows.lookAround(arrivals);
        List<Outcome> outcomes = new ArrayList<>();
        List<Arrival> admitted = new ArrayList<>();
        for (Arrival each : arrivals) {
            Outcome outcome = admission.decide(each);
            outcomes.add(outcome);
            if (outcome == Outcome.ADMITTED) {
                admitted.add(each);
            }
        }
        rows.insert(admitted);
        for (Arrival each : admitted) {
            audit.record(
                    AuditEvent.USER_IMPORTED,
                    actor,
                    each.id(),
                    Map.of(
                            "roles",
                            each.person().roles(),
                            "status",
                            each.person().status().text()));
        }
        return outcomes;
    }

    /**
     * Returns the outcomes that {@link #admit} would have, without changing anything.
     *
     * @param people the newcomers, some hundred at most
     * @param rehearsal remembers the users of one file that would have been created
     * @return the outcomes, in the order of the newcomers
     */
    @Transactional
    public List<Outcome> rehearse(List<Newcomer> people, Rehearsal rehearsal) {
        List<Arrival> arrivals = people.stream().map(rows::arrival).toList();
        Admission admission = rows.lookAround(arrivals, rehearsal);
        List<Outcome> outcomes = new ArrayList<>();
        for (Arrival each : arrivals) {
            Outcome outcome = admission.decide(each);
            outcomes.add(outcome);
            if (outcome == Outcome.ADMITTED) {
                rehearsal.remember(each);
            }
        }
        return outcomes;
    }
}
