package dev.latchkey.userimport;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads whether a user could sign in from the columns that applications add to their table of users. Frameworks do not define such columns,
 * so the names vary; these are the usual ones. Any value of a column that blocks a user counts, except a clear no: an unknown spelling of
 * yes must not let a user in.
 */
final class AccountState {

    private static final List<String> KEEP_OUT = List.of(
            "disabled",
            "isdisabled",
            "disabledat",
            "blocked",
            "isblocked",
            "blockedat",
            "isbanned",
            "bannedat",
            "suspended",
            "issuspended",
            "suspendedat",
            "locked",
            "islocked",
            "lockedat",
            "deactivated",
            "isdeactivated",
            "deactivatedat",
            "spam");

    private static final List<String> LET_IN =
            List.of("enabled", "isenabled", "active", "isactive", "approved", "isapproved");

    private static final List<String> UNTIL = List.of("banneduntil", "blockeduntil", "suspendeduntil", "lockeduntil");

    private static final List<String> DELETED =
            List.of("deleted", "isdeleted", "deletedat", "discardedat", "archivedat", "removedat");

    private static final List<String> STATUS = List.of("status", "accountstatus", "userstatus");

    private static final Set<String> BAD = Set.of(
            "disabled",
            "inactive",
            "deactivated",
            "banned",
            "blocked",
            "suspended",
            "locked",
            "terminated",
            "rejected",
            "denied",
            "revoked",
            "archived",
            "deleted",
            "removed",
            "spam",
            "pending",
            "unapproved");

    private static final Set<String> MEMBERS = Stream.of(
                    KEEP_OUT, LET_IN, UNTIL, DELETED, STATUS, List.of("banned", "banexpires"))
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet());

    private final ImportRows clock;

    /** Takes the source of the present time. */
    AccountState(ImportRows clock) {
        this.clock = clock;
    }

    /** Whether a folded member name is relevant here. */
    static boolean asksFor(String folded) {
        return MEMBERS.contains(folded);
    }

    boolean isDeleted(SourceRecord record) {
        return DELETED.stream().anyMatch(record::isSaid);
    }

    /** Returns the folded name of the member that blocks a user; null if none does. */
    @Nullable
    String keptOutBy(SourceRecord record) {
        for (String each : KEEP_OUT) {
            if (record.isSaid(each)) {
                return each;
            }
        }
        for (String each : LET_IN) {
            if (record.isFalse(each)) {
                return each;
            }
        }
        for (String each : UNTIL) {
            if (isInForce(record, each)) {
                return each;
            }
        }
        if (isBanned(record)) {
            return "banned";
        }
        return STATUS.stream().filter(each -> isBad(record, each)).findFirst().orElse(null);
    }

    private static boolean isBad(SourceRecord record, String member) {
        String text = record.text(member);
        // WordPress has 0 in user_status for a normal user
        boolean no = record.isNo(member) && !member.equals("userstatus");
        return text != null && (no || BAD.contains(text.toLowerCase(Locale.ROOT)));
    }

    /** Whether a ban is in force; it may have an end. */
    boolean isBanned(SourceRecord record) {
        return record.isSaid("banned") && (!record.isSaid("banexpires") || isInForce(record, "banexpires"));
    }

    /** Whether a restriction with an end is in force. An end that cannot be read, such as {@code infinity}, counts as in the future. */
    boolean isInForce(SourceRecord record, String member) {
        Instant until = record.anyTime(member);
        return record.isSaid(member) && (until == null || clock.isToCome(until));
    }
}
