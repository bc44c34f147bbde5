package dev.latchkey.token;

import java.util.Map;

/**
 * Where a token's revocation is told (draft-ietf-oauth-status-list, 6).
 *
 * @param index the bit
 * @param uri the list
 */
public record StatusReference(int index, String uri) {

    /** The value of the claim {@code status}. */
    Map<String, Object> claim() {
        return Map.of("status_list", Map.of("idx", index, "uri", uri));
    }
}
