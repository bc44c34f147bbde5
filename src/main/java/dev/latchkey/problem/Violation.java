package dev.latchkey.problem;

/**
 * What is wrong with one member of a request.
 *
 * @param field the member's path, for example {@code profile.favoriteColor}; empty when it is the body as a whole
 * @param message what is asked of it; never its value
 */
public record Violation(String field, String message) {}
