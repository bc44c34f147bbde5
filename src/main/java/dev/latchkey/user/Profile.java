package dev.latchkey.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.problem.Fault;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ViolationCode;
import dev.latchkey.text.Unicode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules for a profile, the user's own small JSON object, and for merging a change into it. */
final class Profile {

    static final int MAXIMUM_BYTES = 4096;
    static final int MAXIMUM_DEPTH = 16;
    private static final Fault UNSTORABLE =
            Fault.of(ViolationCode.INVALID_CHARACTERS, "must not contain U+0000 or half of a surrogate pair");
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private Profile() {}

    /** Returns the fault of a profile as a phrase that follows the word "profile". Numbers are doubles (RFC 8259, 6). */
    static Optional<Fault> fault(JsonNode profile) {
        if (!profile.isObject()) {
            return Optional.of(Fault.of(ViolationCode.WRONG_TYPE, "must be a JSON object"));
        }
        Optional<Fault> inside = faultInside(profile, 1);
        // the size of an ill-formed profile cannot be measured
        return inside.isPresent() || write(profile).getBytes(StandardCharsets.UTF_8).length <= MAXIMUM_BYTES
                ? inside
                : Optional.of(Fault.max(
                        ViolationCode.TOO_LARGE, MAXIMUM_BYTES, "must have at most " + MAXIMUM_BYTES + " bytes"));
    }

    private static Optional<Fault> faultInside(JsonNode node, int depth) {
        if (depth > MAXIMUM_DEPTH) {
            return Optional.of(Fault.max(
                    ViolationCode.TOO_DEEP, MAXIMUM_DEPTH, "must not be nested deeper than " + MAXIMUM_DEPTH));
        }
        if (node.isTextual() && !isStorable(node.textValue())) {
            return Optional.of(UNSTORABLE);
        }
        if (node.isNumber() && !Double.isFinite(node.doubleValue())) {
            return Optional.of(
                    Fault.of(ViolationCode.INVALID_VALUE, "must not contain a number beyond the range of a double"));
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!isStorable(member.getKey())) {
                return Optional.of(UNSTORABLE);
            }
        }
        for (JsonNode child : node) {
            Optional<Fault> fault = faultInside(child, depth + 1);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static boolean isStorable(String text) {
        return text.indexOf('\0') < 0 && Unicode.isWellFormed(text);
    }

    /** Applies a JSON Merge Patch (RFC 7396): members replace, null removes, objects merge. */
    static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        ObjectNode merged = target.deepCopy();
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            JsonNode value = member.getValue();
            if (value.isNull()) {
                merged.remove(member.getKey());
            } else if (value instanceof ObjectNode nested) {
                boolean present = merged.get(member.getKey()) instanceof ObjectNode;
                ObjectNode inner = present ? (ObjectNode) merged.get(member.getKey()) : JSON.createObjectNode();
                merged.set(member.getKey(), merge(inner, nested));
            } else {
                merged.set(member.getKey(), value);
            }
        }
        return merged;
    }

    /** As {@link #merge}; throws {@code invalid_request} if the result is not acceptable. */
    static ObjectNode mergeChecked(ObjectNode target, ObjectNode patch) {
        ObjectNode merged = merge(target, patch);
        fault(merged).ifPresent(fault -> {
            throw ProblemException.invalid("profile", fault);
        });
        return merged;
    }

    /** As {@link #mergeChecked}; empty if there is no patch or it changes nothing. */
    static Optional<ObjectNode> changed(ObjectNode target, @Nullable ObjectNode patch) {
        return Optional.ofNullable(patch)
                .map(each -> mergeChecked(target, each))
                .filter(merged -> !merged.equals(target));
    }

    static ObjectNode read(String stored) {
        try {
            return (ObjectNode) JSON.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored profile is not JSON", e);
        }
    }

    static String write(JsonNode profile) {
        try {
            return JSON.writeValueAsString(profile);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a profile that was checked cannot be written", e);
        }
    }
}
