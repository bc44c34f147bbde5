package dev.latchkey.revocation;

import dev.latchkey.database.Scalars;
import dev.latchkey.token.StatusReferences;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import org.hibernate.StatelessSession;

/** Reads which bits are set. Triggers in the database write them, whatever ends a session. */
@ApplicationScoped
class RevokedSessions {

    private final StatelessSession database;

    RevokedSessions(StatelessSession database) {
        this.database = database;
    }

    /** Returns the current bits of one list. */
    @Transactional
    Revoked in(long list) {
        long first = list * StatusReferences.LIST_BITS;
        List<Long> indexes = Scalars.list(
                database.createNativeQuery(
                                "select status_index from revoked_sessions where status_index >= :first"
                                        + " and status_index < :end and until > now()",
                                Tuple.class)
                        .setParameter("first", first)
                        .setParameter("end", first + StatusReferences.LIST_BITS),
                Long.class);
        return Revoked.of(indexes.stream().mapToInt(index -> (int) (index - first)));
    }

    /** Returns the number of the list that contains the newest session; 0 before the first session. */
    @Transactional
    long newestList() {
        return Scalars.single(
                        database.createNativeQuery("select last_value from session_status_index", Tuple.class),
                        Long.class)
                / StatusReferences.LIST_BITS;
    }
}
