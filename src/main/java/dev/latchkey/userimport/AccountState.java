package dev.latchkey.userimport;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads whether a user could sign in, from the columns that applications add to their table of users. Frameworks know none of them, so
 * that each has others; these are the usual ones. What keeps a user out holds unless it is a clear no: another way of writing yes must
 * not let a user in.
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

    /** Takes what knows the time. */
    AccountState(ImportRows clock) {
        this.clock = clock;
    }

    /** Whether a member, folded, says anything here. */
    static boolean asksFor(String folded) {
        return MEMBERS.contains(folded);
    }

    boolean isDeleted(SourceRecord record) {
        return DELETED.stream().anyMatch(record::isSaid);
    }

    /** What keeps a user out, folded; null if nothing does. */
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
        // WordPress has a 0 in user_status for a user like any other
        boolean no = record.isNo(member) && !member.equals("userstatus");
        return text != null && (no || BAD.contains(text.toLowerCase(Locale.ROOT)));
    }

    /** Whether a ban holds, which may have an end. */
    boolean isBanned(SourceRecord record) {
        return record.isSaid("banned") && (!record.isSaid("banexpires") || isInForce(record, "banexpires"));
    }

    /** Whether something holds until a time that is still to come; a time that cannot be read, such as {@code infinity}, is. */
    boolean isInForce(SourceRecord record, String member) {
        Instant until = record.anyTime(member);
        return record.isSaid(member) && (until == null || clock.isToCome(until));
    }
}
