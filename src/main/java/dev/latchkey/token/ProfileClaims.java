package dev.latchkey.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which members of a profile become claims. People write their own profile: none of it may pass for a claim of ours. */
@Singleton
class ProfileClaims {

    /** RFC 7519, OpenID Connect, RFC 8693, 9068, 7800, the status list, MicroProfile JWT and our own. */
    private static final Set<String> RESERVED = Set.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "nbf",
            "iat",
            "jti",
            "upn",
            "username",
            "preferred_username",
            "groups",
            "roles",
            "permissions",
            "entitlements",
            "scope",
            "scp",
            "sid",
            "auth_time",
            "amr",
            "acr",
            "azp",
            "nonce",
            "client_id",
            "act",
            "may_act",
            "cnf",
            "status",
            "events",
            "typ",
            "email",
            "email_verified",
            "phone_number",
            "phone_number_verified",
            "realm_access",
            "resource_access",
            "authorities",
            "raw_token",
            "role");

    private final List<String> names;
    private final ObjectMapper json;

    ProfileClaims(TokenConfig config, ObjectMapper json) {
        this.names = config.profileClaims().orElse(List.of());
        this.json = json;
        names.stream().filter(RESERVED::contains).findFirst().ifPresent(name -> {
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
