package dev.latchkey.session;

import dev.latchkey.session.StatusLists.Revoked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Reads which bits are set. They are written by the database itself, whoever ends a session. */
@ApplicationScoped
class RevokedSessions {

    private final StatelessSession database;

    RevokedSessions(StatelessSession database) {
        this.database = database;
    }

    /** The bits of one list as of now; empty if no session has an index that high yet. */
    @Transactional
    Optional<Revoked> in(long list) {
        long first = list * StatusReferences.LIST_BITS;
        if (first > highestIndex()) {
            return Optional.empty();
        }
        List<Long> indexes = database.createNativeQuery(
                        "select status_index from revoked_sessions where status_index >= :first"
                                + " and status_index < :end and until > now()",
                        Long.class)
                .setParameter("first", first)
                .setParameter("end", first + StatusReferences.LIST_BITS)
                .list();
        return Optional.of(Revoked.of(indexes.stream().mapToInt(index -> (int) (index - first))));
    }

    /** Of a sequence that nobody has asked yet this is the number that it begins with. */
    private long highestIndex() {
        return database.createNativeQuery("select last_value from session_status_index", Long.class)
                .getSingleResult();
    }
}
