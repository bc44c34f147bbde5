package dev.latchkey.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** What an event says beside its columns, as JSON of which one object has one text, whatever PostgreSQL makes of it on the way. */
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
     * The one text of a JSON object: members sorted by their names, no space between. JSON that is too deep or too long for us is not
     * ours, fits no MAC, and stays as it is.
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
