package dev.latchkey.userimport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.latchkey.problem.Fault;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.problem.UnreadableJson;
import dev.latchkey.problem.Violation;
import dev.latchkey.problem.ViolationCode;
import dev.latchkey.user.ImportedUser;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and checks rows of an import as strictly as requests. Safe for use by several threads. */
@Singleton
class ImportRows {

    private final ObjectReader reader;
    private final Validator validator;
    private final Clock clock;

    ImportRows(ObjectMapper json, Validator validator, Clock clock) {
        this.reader = json.readerFor(ImportRow.class);
        this.validator = validator;
        this.clock = clock;
    }

    /** Checks a row; throws a {@link ProblemException} that names the fault. */
    ImportedUser accept(ImportRow row) {
        Set<ConstraintViolation<ImportRow>> violations = validator.validate(row);
        violations.stream()
                .min(Comparator.comparing(each -> each.getPropertyPath().toString()))
                .ifPresent(first -> {
                    throw ProblemException.invalid(
                            Violation.of(first.getPropertyPath().toString(), first));
                });
        if (Boolean.TRUE.equals(row.emailVerified()) && row.email() == null) {
            throw ProblemException.invalid("emailVerified", "must be false without an address");
        }
        if (!isPossible(row.createdAt())) {
            throw ProblemException.invalid("createdAt", "must be in the past, after 1970");
        }
        return row.toImportedUser();
    }

    /** Whether a time can be that of a registration: null, or from 1970 to now. */
    boolean isPossible(@Nullable Instant created) {
        return created == null || !(created.isBefore(Instant.EPOCH) || created.isAfter(clock.instant()));
    }

    /** Whether a time is in the future. */
    boolean isToCome(Instant time) {
        return time.isAfter(clock.instant());
    }

    /** Reads a line; throws a {@link ProblemException} that names the fault. */
    ImportRow read(byte[] line) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            ImportRow row = reader.readValue(text);
            if (row == null) {
                throw ProblemException.invalid(
                        "", Fault.of(ViolationCode.WRONG_TYPE, "is not of the type that is asked for"));
            }
            return row;
        } catch (CharacterCodingException e) {
            throw ProblemException.of(ProblemType.MALFORMED_JSON);
        } catch (JsonProcessingException e) {
            throw UnreadableJson.refusal(e);
        }
    }
}
