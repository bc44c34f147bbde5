package dev.latchkey.password.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.problem.ProblemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A credential of type {@code password} as Keycloak exports it: {@code credentialData} has {@code algorithm}, {@code hashIterations} and,
 * for Argon2, {@code additionalParameters}; {@code secretData} has {@code value} and {@code salt}.
 */
final class Keycloak {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Keycloak() {}

    static ForeignHash read(HashParameters given) {
        JsonNode how = object("hash.credentialData", given.credentialData());
        JsonNode what = object("hash.secretData", given.secretData());
        String value = text(what, "value");
        String salt = text(what, "salt");
        JsonNode iterations = how.path("hashIterations");
        if (!iterations.isInt()) {
            throw ProblemException.invalid("hash.credentialData", "must have hashIterations");
        }
        return switch (text(how, "algorithm")) {
            case Pbkdf2.PLAIN, "pbkdf2-sha1" -> pbkdf2(Pbkdf2.SHA_1, iterations.intValue(), salt, value);
            case Pbkdf2.SHA_256 -> pbkdf2(Pbkdf2.SHA_256, iterations.intValue(), salt, value);
            case Pbkdf2.SHA_512 -> pbkdf2(Pbkdf2.SHA_512, iterations.intValue(), salt, value);
            case "argon2" -> argon2(how, iterations.intValue(), salt, value);
            default -> throw ProblemException.invalid("hash.credentialData", "must have algorithm pbkdf2 or argon2");
        };
    }

    private static ForeignHash pbkdf2(String scheme, int iterations, String salt, String value) {
        return Pbkdf2.of(scheme, iterations, Phc.decode(salt), value);
    }

    private static ForeignHash argon2(JsonNode how, int iterations, String salt, String value) {
        String version =
                switch (additional(how, "version")) {
                    case "1.3" -> "19";
                    case "1.0" -> "16";
                    default -> "";
                };
        return ForeignHash.read(String.format(
                Locale.ROOT,
                "$argon2%s$v=%s$m=%s,t=%d,p=%s$%s$%s",
                additional(how, "type"),
                version,
                additional(how, "memory"),
                iterations,
                additional(how, "parallelism"),
                Phc.encode(Phc.decode(salt)),
                Phc.encode(Phc.decode(value))));
    }

    /** Returns an additional parameter; each is a list of one text. */
    private static String additional(JsonNode how, String name) {
        return how.path("additionalParameters").path(name).path(0).asText("");
    }

    private static String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (!value.isTextual()) {
            throw ProblemException.invalid("hash", "must have " + name);
        }
        return value.textValue();
    }

    private static JsonNode object(String field, @Nullable JsonNode given) {
        JsonNode object = given;
        if (given != null && given.isTextual()) {
            try {
                object = JSON.readTree(given.textValue());
            } catch (JsonProcessingException e) {
                object = null;
            }
        }
        if (object == null || !object.isObject()) {
            throw ProblemException.invalid(field, "must be a JSON object");
        }
        return object;
    }
}
