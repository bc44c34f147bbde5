package dev.latchkey.password.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a hash and is not in its text: of Firebase all but the last two, of Keycloak these two.
 *
 * @param salt of the person, in Base64
 * @param saltSeparator of the project, in Base64; null for none
 * @param signerKey of the project, in Base64
 * @param rounds of the project
 * @param memCost of the project
 * @param credentialData a credential's member of this name, as text or as the object that the text is
 * @param secretData likewise
 */
public record HashParameters(
        @Schema(description = "Firebase: the person's, in Base64.") @Nullable
        String salt,

        @Schema(description = "Firebase: the project's, in Base64.") @Nullable
        String saltSeparator,

        @Schema(description = "Firebase: the project's, in Base64.") @Nullable
        String signerKey,

        @Schema(description = "Firebase: the project's.") @Nullable
        Integer rounds,

        @Schema(description = "Firebase: the project's.") @Nullable
        Integer memCost,

        @Schema(type = SchemaType.STRING, description = "Keycloak: the credential's member of this name.") @Nullable
        JsonNode credentialData,

        @Schema(type = SchemaType.STRING, description = "Keycloak: the credential's member of this name.") @Nullable
        JsonNode secretData) {

    /**
     * Whether the hash is in these parameters, as Keycloak's is.
     *
     * @return true if there is a member that only Keycloak's has
     */
    public boolean ofKeycloak() {
        return credentialData != null || secretData != null;
    }

    /**
     * Whether nothing is said here.
     *
     * @return true if all members are null
     */
    public boolean saysNothing() {
        return salt == null
                && saltSeparator == null
                && signerKey == null
                && rounds == null
                && memCost == null
                && !ofKeycloak();
    }

    @Override
    public String toString() {
        return "HashParameters[<redacted>]";
    }
}
