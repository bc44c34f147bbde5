package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.crypto.Randomness;
import dev.latchkey.database.Scalars;
import dev.latchkey.password.ForeignPasswords;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a batch of users with two statements, whatever their number. */
@Singleton
class ImportedUserRows {

    private static final String NAMES =
            "select username_key, import_key, username from users where username_key = any(:keys)";

    private static final String PROVED_EMAILS =
            "select email_key from users where email_verified_at is not null and email_key = any(:keys)";

    private static final String ROLES = "select name from roles where name = any(:names) order by name for key share";

    private static final String INSERT = """
            insert into users (id, username, username_key, email, email_key, email_verified_at, password_hash,
                password_changed_at, status, profile, version, created_at, updated_at, import_key, username_skeletons)
            select id, username, username_key, email, email_key, email_verified_at, password_hash,
                password_changed_at, status, profile, 0, created_at, updated_at, import_key, username_skeletons
            from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(id uuid, username text, username_key text,
                email text, email_key text, email_verified_at timestamptz, password_hash text,
                password_changed_at timestamptz, status text, profile jsonb, created_at timestamptz,
                updated_at timestamptz, import_key uuid, username_skeletons text[])""";

    private static final String GRANT = """
            insert into user_roles (user_id, role_name)
            select r.id, g.name from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(id uuid, roles jsonb),
                jsonb_array_elements_text(r.roles) as g(name)""";

    private final EntityManager database;
    private final NameReservation reservation;
    private final Clock clock;
    private final Randomness randomness;
    private final ForeignPasswords passwords;

    ImportedUserRows(
            EntityManager database,
            NameReservation reservation,
            Clock clock,
            Randomness randomness,
            ForeignPasswords passwords) {
        this.passwords = passwords;
        this.reservation = reservation;
        this.database = database;
        this.clock = clock;
        this.randomness = randomness;
    }

    ImportCandidate candidate(ImportedUser user) {
        return ImportCandidate.of(randomness.uuid(), user);
    }

    /** Reserves the names for this transaction, then reads which names, addresses and roles exist. */
    ImportDecision lookAround(List<ImportCandidate> candidates) {
        return lookAround(candidates, null);
    }

    /** The same; users that a rehearsal remembers count as present. */
    ImportDecision lookAround(List<ImportCandidate> candidates, @Nullable Rehearsal rehearsal) {
        // addresses, too: at the login a proved address takes precedence over an equal user name
        String[] keys = candidates.stream()
                .flatMap(each -> Stream.of(each.nameKey(), each.emailKey()))
                .filter(Objects::nonNull)
                .distinct()
                .toArray(String[]::new);
        // skeletons, too: a concurrent registration of a confusable name waits for these
        reservation.lock(Stream.concat(Stream.of(keys), candidates.stream().flatMap(each -> each.skeletons().stream()))
                .toList());
        Map<String, Present> names = new HashMap<>();
        for (Object row : database.createNativeQuery(NAMES, Tuple.class)
                .setParameter("keys", keys)
                .getResultList()) {
            Tuple found = (Tuple) row;
            names.put(found.get(0, String.class), new Present(found.get(1, UUID.class), found.get(2, String.class)));
        }
        String[] roles = candidates.stream()
                .flatMap(each -> each.user().roles().stream())
                .filter(Role::isName)
                .distinct()
                .toArray(String[]::new);
        Set<String> provedEmails = texts(PROVED_EMAILS, "keys", keys);
        if (rehearsal != null) {
            rehearsal.addTo(names, provedEmails, keys);
        }
        return new ImportDecision(names, provedEmails, texts(ROLES, "names", roles));
    }

    private Set<String> texts(String sql, String parameter, String[] values) {
        return new HashSet<>(Scalars.list(
                database.createNativeQuery(sql, Tuple.class).setParameter(parameter, values), String.class));
    }

    void insert(List<ImportCandidate> candidates) {
        if (candidates.isEmpty()) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        candidates.forEach(each -> rows.add(row(each, now)));
        String text = Profile.write(rows);
        database.createNativeQuery(INSERT).setParameter("rows", text).executeUpdate();
        database.createNativeQuery(GRANT).setParameter("rows", text).executeUpdate();
    }

    private ObjectNode row(ImportCandidate candidate, Instant now) {
        ImportedUser user = candidate.user();
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("id", candidate.id().toString())
                .put("username", user.username())
                .put("username_key", candidate.nameKey())
                .put("email", user.email())
                .put("email_key", candidate.emailKey())
                .put("email_verified_at", user.emailVerified() ? now.toString() : null)
                .put("password_hash", user.passwordHash() == null ? null : passwords.encrypt(user.passwordHash()))
                .put("password_changed_at", user.passwordHash() == null ? null : now.toString())
                .put("status", user.status().name())
                .put(
                        "created_at",
                        Objects.requireNonNullElse(user.createdAt(), now).toString())
                .put("updated_at", now.toString())
                .put("import_key", candidate.importKey().toString());
        row.set("profile", user.profile());
        candidate.skeletons().forEach(row.withArray("username_skeletons")::add);
        user.roles().forEach(row.withArray("roles")::add);
        return row;
    }
}
