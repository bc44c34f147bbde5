package dev.latchkey.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Selects the members of a profile that become claims. Users write their own profiles, so no member may replace a claim of ours. */
@Singleton
class ProfileClaims {

    private final List<String> names;
    private final ObjectMapper json;

    ProfileClaims(TokenConfig config, ObjectMapper json) {
        this.names = config.profileClaims().orElse(List.of());
        this.json = json;
        names.stream().filter(ReservedClaims::contains).findFirst().ifPresent(name -> {
            throw new IllegalStateException("latchkey.token.profile-claims names " + name
                    + ", but a token has a claim of that name with a meaning of its own");
        });
    }

    Map<String, Object> of(ObjectNode profile) {
        Map<String, Object> claims = new LinkedHashMap<>();
        for (String name : names) {
            JsonNode value = profile.get(name);
            if (value != null && !value.isNull()) {
                claims.put(name, json.convertValue(value, Object.class));
            }
        }
        return claims;
    }
}
