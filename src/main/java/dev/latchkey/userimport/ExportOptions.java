package dev.latchkey.userimport;

import org.jspecify.annotations.Nullable;

/**
 * Options for reading another system's export file.
 *
 * @param system the system
 * @param realm the Keycloak realm to import; null if the file has one realm, and for other systems
 * @param addressAsName true to make the e-mail address the user name, where there is one
 * @param dropUnreadableHashes true to import users whose hash cannot be read without a password; false to refuse them
 * @param hashConfig the hash parameters of a Firebase project as its console shows them; null for other systems
 */
public record ExportOptions(
        SourceSystem system,
        @Nullable String realm,
        boolean addressAsName,
        boolean dropUnreadableHashes,
        @Nullable String hashConfig) {

    @Override
    public String toString() {
        return "ExportOptions[system=" + system + "]";
    }
}
