package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A user to register.
 *
 * @param username a valid user name
 * @param email a valid address, or null
 * @param profile an acceptable profile
 * @param passwordHash stored form of the password
 */
public record UserToCreate(String username, @Nullable String email, ObjectNode profile, String passwordHash) {
    @Override
    public String toString() {
        return "UserToCreate[username=" + username + ", passwordHash=<redacted>]";
    }
}
