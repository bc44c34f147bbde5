package dev.latchkey.admin;

import dev.latchkey.user.RoleDefinition;
import java.util.List;

/**
 * All roles in JSON.
 *
 * @param roles sorted by name
 */
public record RoleList(List<RoleDefinition> roles) {

    static final String EXAMPLE = """
            {"roles": [{"name": "admin", "permissions": []}, {"name": "user", "permissions": ["account:read", "account:write"]}]}""";
}
