package dev.latchkey.user;

import java.util.List;

/**
 * A role and what it permits.
 *
 * @param name the role
 * @param permissions what it permits, sorted
 */
public record RoleDefinition(String name, List<String> permissions) {}
