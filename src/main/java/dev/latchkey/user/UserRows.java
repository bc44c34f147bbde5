package dev.latchkey.user;

import dev.latchkey.name.Names;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads users with their roles and permissions. A page is a union of index ranges, one for each status and each of name and address. Each
 * range reads at most one page of rows, so that the last page costs the same as the first.
 */
@Singleton
class UserRows {

    private static final String USERS = """
            select u.id, u.username, u.email, u.email_verified_at, u.status, cast(u.profile as text) as profile,
                u.password_hash is not null as has_password, u.password_changed_at, u.version, u.created_at, u.updated_at,
                g.roles, g.permissions, p.part, p.key
            from %s p join users u on u.id = p.id join user_grants g on g.user_id = u.id
            order by p.part, p.key collate "C", p.id""";

    @SuppressWarnings("InlineFormatString") // SQL constants are declared first
    private static final String BY_NAME = """
            (select u.id, 0 as part, u.username_key collate "C" as key from users u where u.status = '%s'
                and u.username_key collate "C" >= :low and u.username_key collate "C" < :high
                and u.username_key collate "C" > :afterKey %s
            order by u.username_key collate "C" limit %d)""";

    @SuppressWarnings("InlineFormatString") // SQL constants are declared first
    private static final String BY_EMAIL = """
            (select u.id, 1 as part, u.email_key collate "C" as key from users u where u.status = '%s'
                and u.email_key is not null
                and (u.email_key collate "C", u.id) > (:afterEmail, :afterId) and u.email_key collate "C" < :high
                and not (u.username_key collate "C" >= :low and u.username_key collate "C" < :high) %s
            order by u.email_key collate "C", u.id limit %d)""";

    private static final String OF_ROLE =
            "and exists (select from user_roles r where r.user_id = u.id and r.role_name = :role)";

    /** The highest code point, which sorts after all texts with the same prefix. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    /**
     * The lowest id. The cursor is the only lower bound: PostgreSQL would not use a second one for the index, and would read all rows up to
     * it.
     */
    private static final UUID FIRST_ID = new UUID(0, 0);

    private final EntityManager database;

    UserRows(EntityManager database) {
        this.database = database;
    }

    Optional<UserRecord> byId(UUID id) {
        String one = "(select cast(:id as uuid) as id, 0 as part, '' as key)";
        return rows(database.createNativeQuery(String.format(Locale.ROOT, USERS, one), Tuple.class)
                        .setParameter("id", id))
                .stream()
                .findFirst()
                .map(UserRows::user);
    }

    UserAdministration.Page page(UserAdministration.Search search) {
        List<Tuple> rows = rows(query(search));
        List<Tuple> shown = rows.subList(0, Math.min(rows.size(), search.limit()));
        Cursor next = rows.size() > shown.size() ? cursor(shown.get(shown.size() - 1)) : null;
        return new UserAdministration.Page(shown.stream().map(UserRows::user).toList(), next);
    }

    private Query query(UserAdministration.Search search) {
        Cursor after = search.after();
        String prefix = search.prefix() == null ? "" : Names.key(search.prefix());
        boolean names = after == null || !after.byEmail();
        boolean addresses = !prefix.isEmpty();
        Query query = database.createNativeQuery(sql(search, names, addresses), Tuple.class)
                .setParameter("low", prefix)
                .setParameter("high", prefix + LAST);
        if (names) {
            query.setParameter("afterKey", after == null ? "" : after.key());
        }
        if (addresses) {
            query.setParameter("afterEmail", names || after == null ? prefix : after.key())
                    .setParameter("afterId", names || after == null ? FIRST_ID : after.id());
        }
        if (search.role() != null) {
            query.setParameter("role", search.role());
        }
        return query;
    }

    /** Asks for one row more than the page has, to know whether there is a next page. */
    private static String sql(UserAdministration.Search search, boolean names, boolean addresses) {
        Stream<UserStatus> statuses =
                search.status() == null ? Stream.of(UserStatus.values()) : Stream.of(search.status());
        String role = search.role() == null ? "" : OF_ROLE;
        int most = search.limit() + 1;
        String ranges = statuses.flatMap(status -> Stream.concat(
                        names ? Stream.of(String.format(Locale.ROOT, BY_NAME, status, role, most)) : Stream.empty(),
                        addresses
                                ? Stream.of(String.format(Locale.ROOT, BY_EMAIL, status, role, most))
                                : Stream.empty()))
                .collect(Collectors.joining(" union all "));
        return String.format(
                Locale.ROOT,
                USERS,
                "(select * from (" + ranges + ") r order by part, key collate \"C\", id limit " + most + ")");
    }

    @SuppressWarnings("unchecked") // the query's result type is Tuple
    private static List<Tuple> rows(Query query) {
        return query.getResultList();
    }

    private static Cursor cursor(Tuple row) {
        return new Cursor(row.get("part", Integer.class) == 1, row.get("key", String.class), row.get("id", UUID.class));
    }

    private static UserRecord user(Tuple row) {
        Account account = new Account(
                row.get("id", UUID.class),
                row.get("username", String.class),
                row.get("email", String.class),
                row.get("email_verified_at") != null,
                Profile.read(row.get("profile", String.class)),
                Grants.of(row),
                row.get("created_at", Instant.class),
                row.get("updated_at", Instant.class));
        @Nullable Instant since = row.get("password_changed_at", Instant.class);
        return new UserRecord(
                account,
                UserStatus.valueOf(row.get("status", String.class)),
                row.get("has_password", Boolean.class) ? since : null,
                row.get("version", Long.class));
    }
}
