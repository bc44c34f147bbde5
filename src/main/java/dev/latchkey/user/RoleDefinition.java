package dev.latchkey.user;

import java.util.List;

/**
 * A role and its permissions.
 *
 * @param name the role
 * @param permissions the permissions, sorted
 */
public record RoleDefinition(String name, List<String> permissions) {}
