package dev.latchkey.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** The details of an event as canonical JSON: equal objects have equal texts, regardless of how PostgreSQL formats them. */
final class Details {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Details() {}

    static String write(Map<String, ?> details) {
        return canonicalOrAsItIs(text(details));
    }

    /**
     * Returns the canonical text of a JSON object: members sorted by name, no white space. JSON that is too deep or too long to parse was
     * not written by Latchkey and matches no MAC; it is returned unchanged.
     */
    static String canonicalOrAsItIs(String stored) {
        try {
            return text(JSON.readValue(stored, Object.class));
        } catch (JsonProcessingException e) {
            return stored;
        }
    }

    static JsonNode read(String stored) {
        try {
            return JSON.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the details of an event are not JSON", e);
        }
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("details of an event are plain values", e);
        }
    }
}
