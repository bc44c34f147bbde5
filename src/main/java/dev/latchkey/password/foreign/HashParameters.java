package dev.latchkey.password.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a hash that are not in its text: the last two are Keycloak's, all others Firebase's.
 *
 * @param salt the user's salt, in Base64
 * @param saltSeparator the project's salt separator, in Base64; null for none
 * @param signerKey the project's signer key, in Base64
 * @param rounds the project's rounds
 * @param memCost the project's memory cost
 * @param credentialData the credential's member of this name, as text or as the object that the text contains
 * @param secretData the credential's member of this name, as text or as the object that the text contains
 */
@RegisterForReflection
public record HashParameters(
        @Schema(description = "Firebase: the user's salt, in Base64.") @Nullable
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
     * Returns whether these parameters contain the hash itself, as Keycloak's do.
     *
     * @return true if there is a member that only Keycloak has
     */
    public boolean ofKeycloak() {
        return credentialData != null || secretData != null;
    }

    /**
     * Returns whether all members are absent.
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
