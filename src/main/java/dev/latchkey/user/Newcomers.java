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

/** The way in for many people at once. Safe for use by several threads. */
@ApplicationScoped
public class Newcomers {

    private final NewcomerRows rows;
    private final AuditTrail audit;

    Newcomers(NewcomerRows rows, AuditTrail audit) {
        this.rows = rows;
        this.audit = audit;
    }

    /**
     * Takes in those who can be, in one transaction; the audit trail has an event for each.
     *
     * @param actor who does
     * @param people some hundred at most
     * @return what came of each, in their order
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
     * Tells what {@link #admit} would do, and changes nothing.
     *
     * @param people some hundred at most
     * @param rehearsal remembers those of one file who would have been admitted
     * @return what would come of each, in their order
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
