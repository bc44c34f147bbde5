package dev.latchkey.userimport;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads times as databases and other systems write them: RFC 3339, also with a space for the {@code T}, with an offset in hours only, or
 * without one (UTC); and seconds or milliseconds since 1970. Stateless.
 */
final class SourceTime {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    /** A date of zeros as MySQL writes it, and as Carbon does, which reads month 0 as the December before. */
    private static final Pattern ZERO = Pattern.compile("(?:0000-00-00|-0{1,3}1-11-30|-000001-11-30).*|0");

    /** The lowest number read as milliseconds (the year 1973); in seconds it would be the year 5138. */
    private static final long FIRST_MILLISECONDS = 100_000_000_000L;

    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .appendPattern("HH:mm")
            .optionalStart()
            .appendPattern(":ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .optionalEnd()
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private SourceTime() {}

    static boolean isZero(String text) {
        return ZERO.matcher(text.strip()).matches();
    }

    /** Returns null if the text cannot be read. */
    static @Nullable Instant read(String text) {
        String given = text.strip();
        try {
            if (NUMBER.matcher(given).matches()) {
                long number = Long.parseLong(given);
                return number < FIRST_MILLISECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
            }
            return of(FORM.parse(given.replaceFirst("(?:UTC|GMT)$", "Z")
                    .replaceFirst("^([0-9-]{10})\\s+(?=[0-9])", "$1T")
                    .replaceAll("\\s+(?=[Z+-])", "")));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Instant of(TemporalAccessor parsed) {
        LocalTime time = parsed.query(TemporalQueries.localTime());
        ZoneOffset offset = parsed.query(TemporalQueries.offset());
        return LocalDateTime.of(LocalDate.from(parsed), time == null ? LocalTime.MIDNIGHT : time)
                .toInstant(offset == null ? ZoneOffset.UTC : offset);
    }
}
