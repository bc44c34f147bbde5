package dev.latchkey.token;

import java.util.Set;

/** The claims with a defined meaning: RFC 7519, OpenID Connect, RFC 8693, 9068, 7800, the status list, MicroProfile JWT and our own. */
public final class ReservedClaims {

    private static final Set<String> NAMES = Set.of(
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

    private ReservedClaims() {}

    /**
     * Returns whether a claim name is reserved, so that no member of a profile may become a claim of this name.
     *
     * @param name name of a claim
     * @return true if the claim has a defined meaning
     */
    public static boolean contains(String name) {
        return NAMES.contains(name);
    }
}
