package dev.latchkey.user;

import java.util.List;

/**
 * What a person may do.
 *
 * @param roles role names, sorted
 * @param permissions what the roles permit together, sorted, each once
 */
public record Grants(List<String> roles, List<String> permissions) {}
