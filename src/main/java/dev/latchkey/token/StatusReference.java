package dev.latchkey.token;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the status of a token is published (draft-ietf-oauth-status-list, 6).
 *
 * @param index index of the bit in the list
 * @param uri URI of the list
 */
public record StatusReference(int index, String uri) {

    /** Returns the value of the claim {@code status}. */
    Map<String, Object> claim() {
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("idx", index);
        reference.put("uri", uri);
        return Map.of("status_list", reference);
    }
}
