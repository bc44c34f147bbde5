package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.latchkey.cluster.AdvisoryLock;
import dev.latchkey.http.Quiet;
import dev.latchkey.name.LookAlikes;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Computes the skeletons of user names for rows without them: older rows, and those that the previous version writes during an upgrade. It
 * works in small batches, each in its own transaction, on one replica at a time. The user's version stays, because callers see no change.
 */
@ApplicationScoped
class SkeletonBackfill {

    /** Names the advisory lock: "skeleton" in ASCII. */
    private static final long LOCK = 0x736b656c65746f6eL;

    private static final int BATCH = 500;

    /** 20,000 rows a minute: a million in 50 minutes. */
    private static final int MOST_BATCHES = 40;

    private static final String WITHOUT =
            "select id, username from users where username_skeletons is null order by id limit :batch for update skip locked";

    private static final String FILL = """
            update users u set username_skeletons = r.skeletons
            from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(id uuid, skeletons text[])
            where u.id = r.id and u.username_skeletons is null""";

    private final StatelessSession database;

    SkeletonBackfill(StatelessSession database) {
        this.database = database;
    }

    @Scheduled(
            every = "1m",
            skipExecutionIf = Quiet.TenMinutes.class,
            delayed = "40s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void fill() {
        int filled = BATCH;
        for (int batch = 0; batch < MOST_BATCHES && filled == BATCH; batch++) {
            filled = QuarkusTransaction.requiringNew().call(this::batch);
        }
    }

    private int batch() {
        if (!AdvisoryLock.tryTake(database, LOCK)) {
            return 0;
        }
        List<Tuple> users = database.createNativeQuery(WITHOUT, Tuple.class)
                .setParameter("batch", BATCH)
                .getResultList();
        if (users.isEmpty()) {
            return 0;
        }
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (Tuple user : users) {
            ArrayNode skeletons = rows.addObject()
                    .put("id", user.get("id", UUID.class).toString())
                    .putArray("skeletons");
            LookAlikes.skeletons(user.get("username", String.class)).forEach(skeletons::add);
        }
        database.createNativeMutationQuery(FILL)
                .setParameter("rows", Profile.write(rows))
                .executeUpdate();
        return users.size();
    }
}
