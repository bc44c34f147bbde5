package dev.latchkey.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.latchkey.problem.Fault;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.problem.UnreadableJson;
import dev.latchkey.problem.Violation;
import dev.latchkey.problem.ViolationCode;
import dev.latchkey.user.Newcomer;
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

/** Reads a line of an import as strictly as a request is read. Safe for use by several threads. */
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

    /** The person of a line; a {@link ProblemException} says what is wrong with it. */
    Newcomer read(byte[] line) {
        ImportRow row = parse(line);
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
        Instant created = row.createdAt();
        if (created != null && (created.isBefore(Instant.EPOCH) || created.isAfter(clock.instant()))) {
            throw ProblemException.invalid("createdAt", "must be in the past, after 1970");
        }
        return row.toNewcomer();
    }

    private ImportRow parse(byte[] line) {
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
