package dev.latchkey.admin;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.problem.Fault;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ViolationCode;
import dev.latchkey.text.Unicode;
import dev.latchkey.user.Cursor;
import dev.latchkey.user.UserStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads query parameters. The framework would answer 404 to a value that it cannot read. */
final class Parameters {

    static final int DEFAULT_LIMIT = 50;
    static final int MAXIMUM_LIMIT = 200;

    private static final int LONGEST_PREFIX = 320;

    private Parameters() {}

    static int limit(@Nullable String text) {
        Integer limit = read(
                "limit",
                text,
                "must be from 1 to " + MAXIMUM_LIMIT,
                each -> each.matches("[0-9]{1,3}")
                        ? Optional.of(Integer.valueOf(each)).filter(number -> number >= 1 && number <= MAXIMUM_LIMIT)
                        : Optional.empty());
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    static @Nullable String prefix(@Nullable String text) {
        return read(
                "q",
                text,
                "must be well-formed, at most 320 characters, of which no more than 30 combining marks in a row",
                each -> Optional.of(each)
                        .filter(prefix -> prefix.length() <= LONGEST_PREFIX && prefix.indexOf('\0') < 0)
                        .filter(Unicode::isWellFormed)
                        .filter(Unicode::isCheapToNormalize));
    }

    static @Nullable UserStatus status(@Nullable String text) {
        return read("status", text, "must be active or disabled", UserStatus::of);
    }

    static @Nullable String role(@Nullable String text) {
        return read(
                "role",
                text,
                "must be a role's name",
                each -> Optional.of(each).filter(role -> role.matches("[a-z0-9_-]{1,64}")));
    }

    static @Nullable Cursor cursor(@Nullable String text) {
        return read("after", text, "must be the next of the page before", Cursor::parse);
    }

    static @Nullable UUID user(@Nullable String text) {
        return read("user", text, "must be an id", each -> {
            try {
                return Optional.of(UUID.fromString(each));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    static @Nullable AuditEvent event(@Nullable String text) {
        return read("type", text, "must be a type of event", AuditEvent::of);
    }

    /** Reads an RFC 3339 time whose year PostgreSQL supports. */
    static @Nullable Instant time(@Nullable String text) {
        return read("from", text, "must be a time, for example 2026-11-23T09:30:00Z", each -> {
            try {
                OffsetDateTime time = OffsetDateTime.parse(each);
                return Optional.of(time)
                        .filter(given -> given.getYear() >= 1 && given.getYear() <= 9999)
                        .map(OffsetDateTime::toInstant);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    static <T> @Nullable T read(
            String name, @Nullable String text, String wanted, Function<String, Optional<T>> reader) {
        if (text == null) {
            return null;
        }
        return reader.apply(text)
                .orElseThrow(() -> ProblemException.invalid(name, Fault.of(ViolationCode.INVALID_FORMAT, wanted)));
    }
}
